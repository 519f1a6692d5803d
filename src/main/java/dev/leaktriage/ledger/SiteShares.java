package dev.leaktriage.ledger;

import dev.leaktriage.model.Timeline.SiteShare;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Reads off the accounts of every site: one share for each life, however many stacks and accounts the site has. */
final class SiteShares {
    private SiteShares() {}

    private record Place(int life, String site) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * life + site.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.life == life && place.site.equals(site);
        }
    }

    /**
     * What every site held at the peak.
     *
     * @param counted shares of what is counted by kind, of which there are no accounts
     */
    static List<SiteShare> atPeak(Accounts accounts, List<SiteShare> counted) {
        return shares(
                counted,
                accounts,
                account -> new SiteShare(
                        accounts.life[account],
                        accounts.site(account),
                        accounts.handlesAtPeak(account),
                        accounts.bytesAtPeak(account),
                        accounts.occupiedAtPeak(account)),
                accounts::handlesAtPeak);
    }

    /** What every site allocated in all, whatever became of it; the parameters are as above. */
    static List<SiteShare> allocated(Accounts accounts, List<SiteShare> counted) {
        return shares(
                counted,
                accounts,
                account -> new SiteShare(
                        accounts.life[account],
                        accounts.site(account),
                        accounts.allocatedHandles[account],
                        accounts.allocatedBytes[account],
                        accounts.allocatedOccupied[account]),
                account -> accounts.allocatedHandles[account]);
    }

    /** Asks for the site of an account only where it has handles: to name a site reads its whole stack. */
    private static List<SiteShare> shares(
            List<SiteShare> counted, Accounts accounts, IntFunction<SiteShare> share, IntToLongFunction handles) {
        Map<Place, SiteShare> shares = new LinkedHashMap<>();
        counted.forEach(one -> shares.merge(new Place(one.life(), one.site().id()), one, SiteShares::sum));
        for (int account = 0; account < accounts.count(); account++) {
            if (handles.applyAsLong(account) > 0) {
                SiteShare one = share.apply(account);
                shares.merge(new Place(one.life(), one.site().id()), one, SiteShares::sum);
            }
        }
        return List.copyOf(shares.values());
    }

    private static SiteShare sum(SiteShare a, SiteShare b) {
        return new SiteShare(
                a.life(),
                a.site(),
                a.liveHandles() + b.liveHandles(),
                a.liveBytes() + b.liveBytes(),
                a.occupiedBytes() + b.occupiedBytes());
    }
}
