package io.github.gatefault.suite.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.gatefault.suite.wire.Answer.Framing;
import io.github.gatefault.suite.wire.Answer.Piece;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A client's connection of HTTP/2 in clear text, with prior knowledge. Tells {@code RST_STREAM} from {@code END_STREAM}. */
public final class Http2Connection implements AutoCloseable {
    private final HTTP2Client client;
    private final Session session;
    private final AtomicBoolean gone;

    private Http2Connection(HTTP2Client client, Session session, AtomicBoolean gone) {
        this.client = client;
        this.session = session;
        this.gone = gone;
    }

    /** Connects to this port of this machine. */
    public static Http2Connection to(int port) throws Exception {
        HTTP2Client client = new HTTP2Client();
        client.start();
        AtomicBoolean gone = new AtomicBoolean();
        try {
            Session session = client.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new Session.Listener() {
                                @Override
                                public void onGoAway(Session closing, GoAwayFrame frame) {
                                    gone.set(true);
                                }
                            })
                    .get(5, java.util.concurrent.TimeUnit.SECONDS);
            return new Http2Connection(client, session, gone);
        } catch (ExecutionException | TimeoutException e) {
            LifeCycle.stop(client);
            throw e;
        }
    }

    /** Returns whether the server has announced the end of the whole connection. */
    public boolean isGone() {
        return gone.get();
    }

    /** Sends the request on a stream of its own and waits for its end. */
    public Answer exchange(Request request) throws Exception {
        HttpFields.Mutable fields = HttpFields.build();
        for (Field field : request.fields()) {
            if (!field.name().equalsIgnoreCase("Host")) {
                fields.add(field.name(), field.value());
            }
        }
        MetaData.Request head = new MetaData.Request(
                request.method(),
                HttpURI.from("http://shop.example" + request.target()),
                HttpVersion.HTTP_2,
                fields,
                request.body().length);
        boolean bodiless = request.body().length == 0;
        Listening listening = new Listening();
        Stream stream = session.newStream(new HeadersFrame(head, null, bodiless), listening)
                .get(5, java.util.concurrent.TimeUnit.SECONDS);
        if (!bodiless) {
            stream.data(
                    new DataFrame(stream.getId(), ByteBuffer.wrap(request.body()), true),
                    Callback.from(() -> {}, listening::fail));
        }
        return listening.await();
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }

    private static final class Listening implements Stream.Listener {
        private final long sentAt = System.nanoTime();
        private final CompletableFuture<Answer> done = new CompletableFuture<>();
        private final List<Head> interims = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Field> trailers = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Head head = new Head("", 0, List.of());

        Answer await() throws InterruptedException, ExecutionException {
            try {
                return done.get(Connection.PATIENCE.toMillis(), MILLISECONDS);
            } catch (TimeoutException e) {
                return answer(Ending.OPEN, "silent");
            }
        }

        @Override
        public synchronized void onHeaders(Stream stream, HeadersFrame frame) {
            if (frame.getMetaData() instanceof MetaData.Response response) {
                Head next = new Head(
                        "HTTP/2 " + response.getStatus(), response.getStatus(), fields(response.getHttpFields()));
                if (response.getStatus() / 100 == 1) {
                    interims.add(next);
                } else {
                    head = next;
                }
            } else {
                trailers.addAll(fields(frame.getMetaData().getHttpFields()));
            }
            if (frame.isEndStream()) {
                end();
            } else {
                stream.demand();
            }
        }

        private static List<Field> fields(HttpFields fields) {
            return fields.stream()
                    .map(field -> new Field(field.getName(), field.getValue() == null ? "" : field.getValue()))
                    .toList();
        }

        @Override
        public synchronized void onDataAvailable(Stream stream) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            ByteBuffer bytes = data.frame().getByteBuffer();
            int size = bytes.remaining();
            byte[] copy = new byte[size];
            bytes.get(copy);
            body.writeBytes(copy);
            boolean last = data.frame().isEndStream();
            data.release();
            if (size > 0) {
                pieces.add(new Piece(size, Duration.ofNanos(System.nanoTime() - sentAt)));
            }
            if (last) {
                end();
            } else {
                stream.demand();
            }
        }

        private void end() {
            List<String> lengths = head.all("Content-Length");
            boolean honest =
                    lengths.isEmpty() || body.size() == 0 || lengths.equals(List.of(Integer.toString(body.size())));
            done.complete(answer(
                    honest ? Ending.COMPLETE : Ending.MALFORMED,
                    honest ? "" : "END_STREAM after " + body.size() + " of " + lengths));
        }

        @Override
        public synchronized void onReset(Stream stream, ResetFrame frame, Callback callback) {
            done.complete(answer(Ending.RESET, "RST_STREAM " + frame.getError()));
            callback.succeeded();
        }

        @Override
        public synchronized void onFailure(
                Stream stream, int error, String reason, Throwable failure, Callback callback) {
            done.complete(answer(Ending.RESET, reason + ": " + failure));
            callback.succeeded();
        }

        void fail(Throwable failure) {
            done.complete(answer(Ending.RESET, failure.toString()));
        }

        private synchronized Answer answer(Ending ending, String remark) {
            return new Answer(interims, head, Framing.STREAM, body.toByteArray(), pieces, trailers, ending, remark);
        }
    }
}
