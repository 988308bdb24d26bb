package dev.estrade.support.outbound;

import dev.estrade.support.outbound.OutboundException.Reason;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Resolves names and refuses what is not public. Netty connects to the very addresses that come out of here, so a name
 * that means another machine a moment later (DNS rebinding) changes nothing. One private address among public ones is
 * enough to refuse them all.
 */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {
    private final OutboundProperties settings;
    private final Supplier<AddressResolverGroup<InetSocketAddress>> names;

    /** @param names the unguarded ones, which end with the event loops that they are used on */
    GuardedResolvers(OutboundProperties settings, Supplier<AddressResolverGroup<InetSocketAddress>> names) {
        this.settings = settings;
        this.names = names;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(executor, names.get().getResolver(executor));
    }

    private final class Guarded extends AbstractAddressResolver<InetSocketAddress> {
        private final AddressResolver<InetSocketAddress> resolver;

        Guarded(EventExecutor executor, AddressResolver<InetSocketAddress> resolver) {
            super(executor, InetSocketAddress.class);
            this.resolver = resolver;
        }

        /** Never: Netty would connect to an address literal, which comes resolved, without asking. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
            resolve(address, promise, found -> found.get(0));
        }

        @Override
        protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
            resolve(address, promise, found -> found);
        }

        private <T> void resolve(
                InetSocketAddress asked, Promise<T> promise, Function<List<InetSocketAddress>, T> result) {
            resolver.resolveAll(asked)
                    .addListener((Future<List<InetSocketAddress>> found) -> settle(asked, found, promise, result));
        }

        private <T> void settle(
                InetSocketAddress asked,
                Future<List<InetSocketAddress>> found,
                Promise<T> promise,
                Function<List<InetSocketAddress>, T> result) {
            if (!found.isSuccess()) {
                promise.tryFailure(found.cause());
            } else if (isAllowed(asked, found.getNow())) {
                promise.trySuccess(result.apply(found.getNow()));
            } else {
                promise.tryFailure(new OutboundException(
                        Reason.ADDRESS_REFUSED, "The host " + asked.getHostString() + " has no public address."));
            }
        }
    }

    private boolean isAllowed(InetSocketAddress asked, List<InetSocketAddress> found) {
        return settings.allowsPrivate(asked.getHostString())
                || !found.isEmpty()
                        && found.stream().allMatch(address -> PublicAddresses.contain(address.getAddress()));
    }
}
