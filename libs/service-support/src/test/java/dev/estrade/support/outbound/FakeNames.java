package dev.estrade.support.outbound;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A name server that answers each question with the next of its answers, and literal addresses with themselves. */
final class FakeNames extends AddressResolverGroup<InetSocketAddress> {
    private final ConcurrentLinkedQueue<List<InetAddress>> answers = new ConcurrentLinkedQueue<>();

    FakeNames thenAnswer(String... addresses) {
        answers.add(Arrays.stream(addresses)
                .map(NetUtil::createInetAddressFromIpAddressString)
                .toList());
        return this;
    }

    int unasked() {
        return answers.size();
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) throws UnknownHostException {
            promise.setSuccess(next(host).get(0));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) throws UnknownHostException {
            promise.setSuccess(new ArrayList<>(next(host)));
        }

        private List<InetAddress> next(String host) throws UnknownHostException {
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
            if (literal != null) {
                return List.of(InetAddress.getByAddress(literal));
            }
            List<InetAddress> answer = answers.poll();
            if (answer == null) {
                throw new UnknownHostException(host);
            }
            return answer;
        }
    }
}
