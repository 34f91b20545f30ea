package io.github.gatefault.pages;

import io.github.gatefault.pages.brand.Brand;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A deployment's notices: one for all brands, one for each named brand. Expired ones are not shown. Thread-safe. */
public final class NoticeBoard {
    private final Map<String, Notice> byBrand = new ConcurrentHashMap<>();
    private volatile @Nullable Notice forAllBrands;

    /** Makes a board without notices. */
    public NoticeBoard() {}

    /** Posts a notice for all brands without their own, and replaces the last one. */
    public void post(Notice notice) {
        forAllBrands = Objects.requireNonNull(notice, "notice");
    }

    /** Posts a notice for the brand of this name, and replaces its last one. */
    public void post(String brandName, Notice notice) {
        byBrand.put(brandName, notice);
    }

    /** Removes the notice for all brands. */
    public void clear() {
        forAllBrands = null;
    }

    /** Removes the notice for the brand of this name. */
    public void clear(String brandName) {
        byBrand.remove(brandName);
    }

    /** Returns the notice to show on pages of this brand, or {@code null} where there is none. */
    @Nullable
    Notice current(Brand brand, Instant now) {
        Notice own = brand.name() == null ? null : byBrand.get(brand.name());
        if (own != null && !own.isExpired(now)) {
            return own;
        }
        Notice common = forAllBrands;
        return common == null || common.isExpired(now) ? null : common;
    }
}
