package io.github.gatefault.pages;

import io.github.gatefault.pages.brand.Brand;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The notices of one deployment: one for all brands, and one for each brand of a name. Operators post and remove them at run
 * time; a notice whose time is over is not shown any more. Safe for use by many threads.
 */
public final class NoticeBoard {
    private final Map<String, Notice> byBrand = new ConcurrentHashMap<>();
    private volatile @Nullable Notice all;

    /** Makes a board without notices. */
    public NoticeBoard() {}

    /** Posts a notice for all brands that have none of their own, in the place of the last one. */
    public void post(Notice notice) {
        all = Objects.requireNonNull(notice, "notice");
    }

    /** Posts a notice for the brand of this name, in the place of its last one. */
    public void post(String brandName, Notice notice) {
        byBrand.put(brandName, notice);
    }

    /** Removes the notice for all brands. */
    public void clear() {
        all = null;
    }

    /** Removes the notice for the brand of this name. */
    public void clear(String brandName) {
        byBrand.remove(brandName);
    }

    @Nullable
    Notice current(Brand brand, Instant now) {
        Notice own = brand.name() == null ? null : byBrand.get(brand.name());
        if (own != null && !own.isOver(now)) {
            return own;
        }
        Notice common = all;
        return common == null || common.isOver(now) ? null : common;
    }
}
