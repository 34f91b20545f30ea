package io.github.gatefault.clients.client;

import feign.DefaultClient;
import feign.Feign;
import feign.RequestLine;
import feign.Retryer;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Url;

/** OkHttp, and what is built on it; and OpenFeign, which can be. */
final class OkHttpClients {
    private OkHttpClients() {}

    private static OkHttpClient okHttp(Settings settings) {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.connect())
                .readTimeout(settings.answer())
                .sslSocketFactory(
                        settings.trust().sslSocketFactory(), settings.trust().trustManager())
                .build();
    }

    private static void close(OkHttpClient client) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    static Client okHttpClient(Settings settings) {
        OkHttpClient client = okHttp(settings);
        return new Closing(
                (url, visit) -> {
                    Request get = new Request.Builder().url(url).build();
                    okhttp3.Call call = client.newCall(get);
                    visit.cancellable().accept(call::cancel);
                    try (Response answer = call.execute()) {
                        visit.stream(answer.code(), answer.body().byteStream());
                    }
                },
                () -> close(client));
    }

    interface RetrofitApi {
        @GET
        Call<ResponseBody> get(@Url String url);
    }

    static Client retrofit(Settings settings) {
        OkHttpClient client = okHttp(settings);
        RetrofitApi api = new Retrofit.Builder()
                .client(client)
                .baseUrl("http://127.0.0.1/")
                .build()
                .create(RetrofitApi.class);
        return new Closing(
                (url, visit) -> {
                    Call<ResponseBody> call = api.get(url);
                    visit.cancellable().accept(call::cancel);
                    retrofit2.Response<ResponseBody> answer = call.execute();
                    ResponseBody body = answer.isSuccessful() ? answer.body() : answer.errorBody();
                    visit.whole(answer.code(), body == null ? null : body.bytes());
                },
                () -> close(client));
    }

    interface FeignApi {
        @RequestLine("GET ")
        byte[] get(URI url);
    }

    static Client feign(Settings settings) {
        return feign(new DefaultClient(settings.trust().sslSocketFactory(), null), settings);
    }

    static Client feignOverOkHttp(Settings settings) {
        OkHttpClient client = okHttp(settings);
        return new Closing(feign(new feign.okhttp.OkHttpClient(client), settings), () -> close(client));
    }

    private static Client feign(feign.Client client, Settings settings) {
        FeignApi api = Feign.builder()
                .client(client)
                .retryer(Retryer.NEVER_RETRY)
                .options(new feign.Request.Options(
                        settings.connect().toMillis(),
                        TimeUnit.MILLISECONDS,
                        settings.answer().toMillis(),
                        TimeUnit.MILLISECONDS,
                        true))
                .target(feign.Target.EmptyTarget.create(FeignApi.class));
        return (url, visit) -> visit.whole(200, api.get(URI.create(url)));
    }
}
