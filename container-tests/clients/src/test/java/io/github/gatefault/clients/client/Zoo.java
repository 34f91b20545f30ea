package io.github.gatefault.clients.client;

import static io.github.gatefault.clients.upstream.Ability.BLOCKS;
import static io.github.gatefault.clients.upstream.Ability.CONNECTS;
import static io.github.gatefault.clients.upstream.Ability.FOLLOWS;
import static io.github.gatefault.clients.upstream.Ability.GUNZIPS;
import static io.github.gatefault.clients.upstream.Ability.HTTP;
import static io.github.gatefault.clients.upstream.Ability.HTTP2;
import static io.github.gatefault.clients.upstream.Ability.LIMITS_BODY;
import static io.github.gatefault.clients.upstream.Ability.THROWS_STATUS;

import io.github.gatefault.clients.upstream.Ability;
import io.github.gatefault.clients.upstream.Trouble;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.security.CodeSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All clients: what each is called, where its version stands, how it is made, and what it can do. */
@SuppressWarnings("ImmutableEnumChecker") // sets that nobody changes, and method references
public enum Zoo {
    /** The body is passed on as it comes. */
    JDK("JDK `HttpClient`", HttpClient.class, JdkClients::blocking, CONNECTS, HTTP, HTTP2, FOLLOWS, BLOCKS),
    /** {@code sendAsync}. */
    JDK_ASYNC(
            "JDK `HttpClient` (async)",
            HttpClient.class,
            JdkClients::async,
            CONNECTS,
            HTTP,
            HTTP2,
            FOLLOWS,
            LIMITS_BODY),
    URL_CONNECTION(
            "`HttpURLConnection`",
            HttpURLConnection.class,
            JdkClients::urlConnection,
            CONNECTS,
            HTTP,
            FOLLOWS,
            LIMITS_BODY,
            BLOCKS),

    OKHTTP(
            "OkHttp",
            okhttp3.OkHttpClient.class,
            OkHttpClients::okHttpClient,
            CONNECTS,
            HTTP,
            HTTP2,
            FOLLOWS,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS),
    RETROFIT(
            "Retrofit",
            retrofit2.Retrofit.class,
            OkHttpClients::retrofit,
            CONNECTS,
            HTTP,
            HTTP2,
            FOLLOWS,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS),
    FEIGN(
            "OpenFeign",
            feign.Feign.class,
            OkHttpClients::feign,
            CONNECTS,
            HTTP,
            FOLLOWS,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),
    FEIGN_OKHTTP(
            "OpenFeign over OkHttp",
            feign.Feign.class,
            OkHttpClients::feignOverOkHttp,
            CONNECTS,
            HTTP,
            HTTP2,
            FOLLOWS,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS);

    private static final Pattern VERSION_OF_JAR = Pattern.compile("-([0-9][^/]*)\\.jar$");

    private final String path = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String title;
    private final Class<?> partOfIt;
    private final Client.Factory factory;
    private final Set<Ability> abilities;

    Zoo(String title, Class<?> partOfIt, Client.Factory factory, Ability first, Ability... more) {
        this.title = title;
        this.partOfIt = partOfIt;
        this.factory = factory;
        this.abilities = EnumSet.of(first, more);
    }

    /** Returns its name, as its makers write it. */
    public String title() {
        return title;
    }

    /** Returns the path segment that names it. */
    public String path() {
        return path;
    }

    /** Returns its version, as the name of its jar tells it, or nothing for the JDK's own. */
    public String version() {
        CodeSource jar = partOfIt.getProtectionDomain().getCodeSource();
        if (jar == null || jar.getLocation().getProtocol().equals("jrt")) {
            return "";
        }
        Matcher version = VERSION_OF_JAR.matcher(jar.getLocation().getPath());
        if (!version.find()) {
            throw new IllegalStateException("A jar without a version in its name: " + jar.getLocation());
        }
        return version.group(1);
    }

    /** Returns a client with these settings. */
    public Client open(Settings settings) throws Exception {
        return factory.open(settings);
    }

    /** Returns whether it can do this. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** Returns what it can meet. */
    public List<Trouble> troubles() {
        return Stream.of(Trouble.values())
                .filter(trouble -> abilities.contains(trouble.needs()))
                .toList();
    }
}
