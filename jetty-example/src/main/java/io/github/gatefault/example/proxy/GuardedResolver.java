package io.github.gatefault.example.proxy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.UpstreamException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Refuses link-local addresses, where clouds keep the machine's credentials: a name that points there must not lead our
 * visitors to them. The address is judged, not the name, since it is the address that is connected to.
 */
final class GuardedResolver implements SocketAddressResolver {
    private final HttpClient client;

    GuardedResolver(HttpClient client) {
        this.client = client;
    }

    @Override
    public void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> whenResolved) {
        new Async(client.getExecutor(), client.getScheduler(), client.getAddressResolutionTimeout())
                .resolve(host, port, context, new Guard(whenResolved));
    }

    private record Guard(Promise<List<InetSocketAddress>> next) implements Promise<List<InetSocketAddress>> {
        @Override
        public void succeeded(List<InetSocketAddress> addresses) {
            if (addresses.stream().anyMatch(a -> a.getAddress().isLinkLocalAddress())) {
                next.failed(new UpstreamException(CauseType.DESTINATION_IP_PROHIBITED, "link_local", null));
            } else {
                next.succeeded(addresses);
            }
        }

        @Override
        public void failed(Throwable failure) {
            next.failed(failure);
        }
    }
}
