package dev.estrade.test.api;

import dev.estrade.test.api.ApiContract.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every answer that a test got, or a service of its process gave, and what is wrong with them. */
public final class Observed {
    private static final ApiContract CONTRACT = ApiContract.ofAllServices();
    private static final Queue<String> FAULTS = new ConcurrentLinkedQueue<>();

    private Observed() {}

    public static void answer(Answer answer) {
        FAULTS.addAll(CONTRACT.faults(answer));
    }

    /** Each once, and from now on no more. */
    static List<String> faults() {
        List<String> drained = new ArrayList<>();
        for (String fault = FAULTS.poll(); fault != null; fault = FAULTS.poll()) {
            drained.add(fault);
        }
        return drained.stream().distinct().toList();
    }
}
