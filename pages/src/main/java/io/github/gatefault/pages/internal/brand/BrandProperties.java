package io.github.gatefault.pages.internal.brand;

import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.Logo;
import io.github.gatefault.pages.template.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brands as configuration writes them: {@code brand-name=Acme}, {@code help=mailto:help@acme.example}, and for hosts of their
 * own {@code brand.shop.hosts=shop.example, *.shop.example} and {@code brand.shop.name=The Shop}. A brand for hosts of its own
 * has all else from the first.
 */
public final class BrandProperties {
    private static final String PREFIX = "brand.";
    private static final String HOSTS = "hosts";

    private interface Setting {
        void set(Brand.Builder brand, String value, TemplateSource files);
    }

    /** What follows {@code brand.shop.}; sorted, since a mistake lists them. */
    private static final Map<String, Setting> SETTINGS = new TreeMap<>(Map.of(
            "name", (b, v, files) -> b.name(v),
            "service-name", (b, v, files) -> b.service(v),
            "service-names", (b, v, files) -> b.services(pairs(v)),
            "color", (b, v, files) -> b.color(v),
            "color-dark", (b, v, files) -> b.colorDark(v),
            "logo", (b, v, files) -> b.logo(logo(v, files)),
            "logo-dark", (b, v, files) -> b.logoDark(logo(v, files)),
            "status-page", (b, v, files) -> b.statusPage(uri(v)),
            "help", (b, v, files) -> b.help(uri(v)),
            "default-language", (b, v, files) -> b.language(language(v))));

    /** The names of these settings for the brand of all hosts. */
    private static final Map<String, String> KEYS = keysOfTheFirst();

    private final Brand brand;
    private final Map<String, Brand> byName = new LinkedHashMap<>();
    private final Map<String, Brand> byHost = new LinkedHashMap<>();

    /**
     * Reads brands.
     *
     * @param properties keys, each of which {@link #isKey}, and values
     * @param base what is known of the first brand already
     * @param files where the logos are that the values name
     * @throws IllegalArgumentException if a key or a value is not allowed; its message names both, and what is allowed
     */
    public BrandProperties(Map<String, String> properties, Brand base, TemplateSource files) {
        Brand first = base;
        Map<String, Map<String, String>> others = new TreeMap<>();
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            String key = property.getKey();
            String setting = KEYS.get(key);
            if (setting != null) {
                first = with(first, key, setting, property.getValue(), files);
            } else {
                int dot = key.indexOf('.', PREFIX.length());
                String name = dot < 0 ? "" : key.substring(dot + 1);
                if (!name.equals(HOSTS) && !SETTINGS.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "there is no setting \"" + key + "\"; behind brand. and a name of yours are allowed "
                                    + HOSTS + ", " + String.join(", ", SETTINGS.keySet()));
                }
                others.computeIfAbsent(key.substring(0, dot + 1), k -> new TreeMap<>())
                        .put(name, property.getValue());
            }
        }
        brand = first;
        others.forEach((prefix, settings) -> {
            String hosts = settings.remove(HOSTS);
            if (hosts == null) {
                throw new IllegalArgumentException("there is no setting \"" + prefix + HOSTS
                        + "\"; a brand of its own needs it, such as shop.example, *.shop.example");
            }
            Brand other = brand;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                other = with(other, prefix + setting.getKey(), setting.getKey(), setting.getValue(), files);
            }
            byName.put(prefix.substring(PREFIX.length(), prefix.length() - 1), other);
            add(prefix + HOSTS, hosts, other);
        });
    }

    private void add(String key, String hosts, Brand brand) {
        for (String host : list(hosts)) {
            try {
                if (byHost.put(BrandsByHost.normal(host), brand) != null) {
                    throw new IllegalArgumentException("The host '" + host + "' stands for two brands");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + " is \"" + hosts + "\": " + e.getMessage(), e);
            }
        }
    }

    /** Returns whether this key is one of a brand. */
    public static boolean isKey(String key) {
        return KEYS.containsKey(key) || key.startsWith(PREFIX);
    }

    /** Returns the keys of the brand of all hosts, such as {@code brand-name}; sorted. */
    public static Set<String> keys() {
        return new TreeSet<>(KEYS.keySet());
    }

    /** Returns the brand of all hosts that have none of their own. */
    public Brand brand() {
        return brand;
    }

    /** Returns the other brands, by the names that configuration gives them. */
    public Map<String, Brand> byName() {
        return byName;
    }

    /** Returns the brands of the others, by host. */
    public Map<String, Brand> byHost() {
        return byHost;
    }

    private static Map<String, String> keysOfTheFirst() {
        Map<String, String> keys = new HashMap<>();
        for (String setting : SETTINGS.keySet()) {
            boolean ofBrand = setting.startsWith("name") || setting.startsWith("color") || setting.startsWith("logo");
            keys.put(ofBrand ? "brand-" + setting : setting, setting);
        }
        return Map.copyOf(keys);
    }

    private static Brand with(Brand brand, String key, String setting, String value, TemplateSource files) {
        try {
            Brand.Builder builder = brand.toBuilder();
            Setting known = SETTINGS.get(setting);
            if (known != null) {
                known.set(builder, value.strip(), files);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is \"" + value + "\": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> pairs(String value) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : list(value)) {
            String[] sides = pair.split("=", 2);
            if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new IllegalArgumentException("allowed are pairs such as orders=your orders, divided by commas");
            }
            pairs.put(sides[0].strip(), sides[1].strip());
        }
        return pairs;
    }

    private static List<String> list(String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            items.add(item.strip());
        }
        return items;
    }

    private static Logo logo(String location, TemplateSource files) {
        try (InputStream in = files.open(location)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no such file");
            }
            return Logo.of(in.readNBytes(Logo.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e, e);
        }
    }

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("allowed is a URI, such as https://status.example.org/", e);
        }
    }

    private static Locale language(String value) {
        try {
            return new Locale.Builder().setLanguageTag(value).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("allowed is a language tag, such as de or zh-Hans", e);
        }
    }
}
