package io.github.gatefault.clients.client;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** gRPC, with the Netty that it brings along, and with bytes for messages. */
final class GrpcClient {
    private GrpcClient() {}

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final MethodDescriptor<byte[], byte[]> GET = MethodDescriptor.<byte[], byte[]>newBuilder(
                    new Bytes(), new Bytes())
            .setType(MethodType.UNARY)
            .setFullMethodName("zoo.Zoo/Get")
            .build();

    static Client of(Settings settings) {
        return (url, visit) -> {
            ManagedChannel channel = channel(URI.create(url), settings);
            try {
                CallOptions options =
                        CallOptions.DEFAULT.withDeadlineAfter(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
                visit.whole(200, ClientCalls.blockingUnaryCall(channel, GET, options, new byte[0]));
            } finally {
                channel.shutdownNow();
            }
        };
    }

    private static ManagedChannel channel(URI uri, Settings settings) throws SSLException {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(uri.getHost(), uri.getPort())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connect().toMillis());
        if (uri.getScheme().equals("http")) {
            builder.usePlaintext();
        } else {
            builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(settings.trust().trustManager())
                    .build());
        }
        return builder.build();
    }
}
