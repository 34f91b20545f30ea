package io.github.gatefault.suite.proxy;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Never blocks: the upstream's body is published to a {@link WriteListener}. */
public final class NonBlockingProxy extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Where the inner code takes its response from. */
    public enum Through {
        /** The one that {@code service} was given. */
        GIVEN_RESPONSE,
        /** {@code getAsyncContext().getResponse()}, as Jetty's proxies do. */
        ASYNC_CONTEXT
    }

    private final transient JdkClient client;
    private final Through through;

    /** Proxies along this route, through this response. */
    public NonBlockingProxy(Route route, Through through) {
        this.client = new JdkClient(route);
        this.through = through;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(client.asyncTimeout());
        HttpServletResponse used = through == Through.GIVEN_RESPONSE
                ? response
                : (HttpServletResponse) request.getAsyncContext().getResponse();
        CompletableFuture<Void> unused = JdkClient.client()
                .sendAsync(client.request(request), BodyHandlers.ofPublisher())
                .handleAsync((answer, failure) -> {
                    relay(answer, failure, request, used, async);
                    return null;
                });
    }

    private static void relay(
            @Nullable HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer,
            @Nullable Throwable failure,
            HttpServletRequest request,
            HttpServletResponse response,
            AsyncContext async) {
        if (answer == null) {
            Failures.answer(failure, request, response, async);
            return;
        }
        try {
            JdkClient.relayHead(answer, response);
            answer.body()
                    .subscribe(
                            new Relay(request, response, async, response.getOutputStream(), JdkClient.isLive(answer)));
        } catch (IOException e) {
            Failures.answer(e, request, response, async);
        }
    }

    /** WAITING for {@code onWritePossible} ──▶ WRITING as long as {@code isReady} ──last byte or failure──▶ ENDED. */
    private static final class Relay implements Flow.Subscriber<List<ByteBuffer>> {
        private enum State {
            WAITING,
            WRITING,
            ENDED
        }

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final AsyncContext async;
        private final ServletOutputStream out;
        private final boolean live;
        private final Queue<byte[]> pending = new ArrayDeque<>();
        private State state = State.WAITING;
        private boolean asked;
        private boolean whole;
        private boolean unflushed;
        private Flow.@Nullable Subscription subscription;

        Relay(
                HttpServletRequest request,
                HttpServletResponse response,
                AsyncContext async,
                ServletOutputStream out,
                boolean live) {
            this.request = request;
            this.response = response;
            this.async = async;
            this.out = out;
            this.live = live;
        }

        @Override
        public void onSubscribe(Flow.Subscription upstreamBody) {
            subscription = upstreamBody;
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    begin();
                }

                @Override
                public void onError(Throwable failure) {
                    theClientHasLeft();
                }
            });
        }

        private synchronized void begin() throws IOException {
            if (state == State.WAITING) {
                state = State.WRITING;
            }
            drain();
        }

        @Override
        public synchronized void onNext(List<ByteBuffer> buffers) {
            asked = false;
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                pending.add(bytes);
            }
            drainOutsideTheListener();
        }

        @Override
        public synchronized void onComplete() {
            whole = true;
            drainOutsideTheListener();
        }

        @Override
        public synchronized void onError(Throwable failure) {
            if (state != State.ENDED) {
                state = State.ENDED;
                Failures.answer(failure, request, response, async);
            }
        }

        private synchronized void theClientHasLeft() {
            if (state != State.ENDED) {
                state = State.ENDED;
                requireNonNull(subscription).cancel();
                async.complete();
            }
        }

        private void drainOutsideTheListener() {
            try {
                drain();
            } catch (IOException e) {
                theClientHasLeft();
            }
        }

        private void drain() throws IOException {
            while (state == State.WRITING && out.isReady()) {
                byte[] next = pending.poll();
                if (next != null) {
                    out.write(next);
                    unflushed = live;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else if (whole) {
                    state = State.ENDED;
                    async.complete();
                } else {
                    if (!asked) {
                        asked = true;
                        requireNonNull(subscription).request(1);
                    }
                    return;
                }
            }
        }
    }
}
