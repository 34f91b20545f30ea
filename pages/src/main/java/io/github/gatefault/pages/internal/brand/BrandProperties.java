package io.github.gatefault.pages.internal.brand;

import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.Logo;
import io.github.gatefault.pages.template.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
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
 * Brands as settings name them: {@code brand-name=Acme} and {@code help=mailto:help@acme.example} for all hosts;
 * {@code brand.shop.hosts=shop.example, *.shop.example} and {@code brand.shop.name=The Shop} for single hosts. A brand for single
 * hosts inherits every value that it does not set.
 */
public final class BrandProperties {
    private static final String PREFIX = "brand.";
    private static final String HOSTS = "hosts";

    private interface Setting {
        void apply(Brand.Builder brand, String value, TemplateSource files);
    }

    /** By what follows {@code brand.shop.}; sorted, since error messages list them. */
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

    /** The keys for all hosts, such as {@code brand-name} for {@code name}. */
    private static final Map<String, String> SETTINGS_BY_KEY = settingsByKey();

    private final Brand defaultBrand;
    private final Map<String, Brand> byName = new LinkedHashMap<>();
    private final Map<String, Brand> byHost = new LinkedHashMap<>();

    /**
     * Reads brands.
     *
     * @param properties keys that are {@linkplain #isKey keys of brands}, and values
     * @param base values of the default brand that the properties may override
     * @param files opens the logos
     * @throws IllegalArgumentException if a key or a value is not allowed; the message names both and what is allowed
     */
    public BrandProperties(Map<String, String> properties, Brand base, TemplateSource files) {
        Brand main = base;
        Map<String, Map<String, String>> hostBrands = new TreeMap<>();
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            String key = property.getKey();
            String setting = SETTINGS_BY_KEY.get(key);
            if (setting != null) {
                main = with(main, key, setting, property.getValue(), files);
            } else {
                int dot = key.indexOf('.', PREFIX.length());
                String name = dot < 0 ? "" : key.substring(dot + 1);
                if (!name.equals(HOSTS) && !SETTINGS.containsKey(name)) {
                    throw new IllegalArgumentException("there is no setting \"" + key
                            + "\"; a brand of single hosts has " + HOSTS + ", " + String.join(", ", SETTINGS.keySet()));
                }
                hostBrands
                        .computeIfAbsent(key.substring(0, dot + 1), prefix -> new TreeMap<>())
                        .put(name, property.getValue());
            }
        }
        defaultBrand = main;
        hostBrands.forEach((prefix, settings) -> {
            String hosts = settings.remove(HOSTS);
            if (hosts == null) {
                throw new IllegalArgumentException(
                        prefix + HOSTS + " must be set, to hosts such as shop.example, *.shop.example");
            }
            Brand brand = defaultBrand;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                brand = with(brand, prefix + setting.getKey(), setting.getKey(), setting.getValue(), files);
            }
            byName.put(prefix.substring(PREFIX.length(), prefix.length() - 1), brand);
            addHosts(prefix + HOSTS, hosts, brand);
        });
    }

    private void addHosts(String key, String hosts, Brand brand) {
        for (String host : list(hosts)) {
            try {
                if (byHost.put(BrandsByHost.normalized(host), brand) != null) {
                    throw BrandsByHost.repeated(host);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(sentence(key, host, e), e);
            }
        }
    }

    /** Returns whether this is a key of a brand. */
    public static boolean isKey(String key) {
        return SETTINGS_BY_KEY.containsKey(key) || key.startsWith(PREFIX);
    }

    /** Returns the keys of the default brand, such as {@code brand-name}; sorted. */
    public static Set<String> keys() {
        return new TreeSet<>(SETTINGS_BY_KEY.keySet());
    }

    /** Returns the brand of all hosts that have no brand of their own. */
    public Brand defaultBrand() {
        return defaultBrand;
    }

    /** Returns the brands of single hosts, by the name in their keys. */
    public Map<String, Brand> byName() {
        return byName;
    }

    /** Returns the brands of single hosts, by host. */
    public Map<String, Brand> byHost() {
        return byHost;
    }

    private static Map<String, String> settingsByKey() {
        Map<String, String> keys = new HashMap<>();
        for (String setting : SETTINGS.keySet()) {
            boolean prefixed = setting.startsWith("name") || setting.startsWith("color") || setting.startsWith("logo");
            keys.put(prefixed ? "brand-" + setting : setting, setting);
        }
        return Map.copyOf(keys);
    }

    private static Brand with(Brand brand, String key, String setting, String value, TemplateSource files) {
        try {
            Brand.Builder builder = brand.toBuilder();
            Setting known = SETTINGS.get(setting);
            if (known != null) {
                known.apply(builder, value.strip(), files);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(sentence(key, value, e), e);
        }
    }

    /** Replaces the property that the message names, such as {@code brand color}, with the key and the value. */
    private static String sentence(String key, String value, IllegalArgumentException e) {
        String rest = String.valueOf(e.getMessage()).replaceFirst("^(brand [a-z-]+|host) ", "");
        return key + " " + (rest.startsWith("\"") ? rest : '"' + value + "\" " + rest);
    }

    private static Map<String, String> pairs(String value) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : list(value)) {
            String[] sides = pair.split("=", 2);
            if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new IllegalArgumentException("must be pairs such as orders=your orders, separated by commas");
            }
            pairs.put(sides[0].strip(), sides[1].strip());
        }
        return pairs;
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private static Logo logo(String location, TemplateSource files) {
        try (InputStream in = files.open(location)) {
            if (in == null) {
                throw new IllegalArgumentException("must be an existing file");
            }
            return Logo.of(in.readNBytes(Logo.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a readable file: " + e, e);
        }
    }

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URI such as https://status.example.org/", e);
        }
    }

    private static Locale language(String value) {
        try {
            return new Locale.Builder().setLanguageTag(value).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("must be a language tag such as de or zh-Hans", e);
        }
    }
}
