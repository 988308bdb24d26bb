package dev.estrade.localstack;

/** What wrong use prints. */
final class Help {
    static final String TEXT = """
            Usage: ./estrade <command>

              demo [file…]       uploads, publishes, transcodes and plays your videos, or a sample lecture
              up [--foreground]  builds if needed, starts everything, prints the addresses
              status [--json]    what runs, where, and how it is
              logs [service]     the stack's log, or one service's
              token <person>     an access token of trainer, trainer2, learner, learner2, admin or service
              restart <service>  ends one service and starts it again
              down               stops everything
              tools              what the tests need beyond a JDK

            ESTRADE_HOME (default ./.estrade) holds all data; ESTRADE_PORT (default 8080, 0 = any free) is the gateway's;
            ESTRADE_BUILD=never uses the jars as they are.
            """;

    private Help() {}
}
