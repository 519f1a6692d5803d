package dev.leaktriage.ledger;

import dev.leaktriage.model.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads off what every site held at the peak. */
final class PeakAccounts {
    private PeakAccounts() {}

    /** One share for each site of each life, however many stacks and accounts the site has. */
    static List<Timeline.SiteShare> shares(Accounts accounts) {
        Map<Place, Timeline.SiteShare> shares = new LinkedHashMap<>();
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.handlesAtPeak(account) > 0) {
                Timeline.SiteShare share = share(accounts, account);
                shares.merge(new Place(share.life(), share.site().id()), share, PeakAccounts::sum);
            }
        }
        return List.copyOf(shares.values());
    }

    private record Place(int life, String site) {}

    private static Timeline.SiteShare share(Accounts accounts, int account) {
        return new Timeline.SiteShare(
                accounts.life[account],
                accounts.site(account),
                accounts.handlesAtPeak(account),
                accounts.bytesAtPeak(account),
                accounts.occupiedAtPeak(account));
    }

    private static Timeline.SiteShare sum(Timeline.SiteShare a, Timeline.SiteShare b) {
        return new Timeline.SiteShare(
                a.life(),
                a.site(),
                a.liveHandles() + b.liveHandles(),
                a.liveBytes() + b.liveBytes(),
                a.occupiedBytes() + b.occupiedBytes());
    }
}
