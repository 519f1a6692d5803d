package dev.leaktriage.ledger;

import dev.leaktriage.model.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Reads off what every site held at the peak. */
final class PeakAccounts {
    private PeakAccounts() {}

    static List<Timeline.SiteShare> shares(Accounts accounts) {
        List<Timeline.SiteShare> shares = new ArrayList<>();
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.handlesAtPeak(account) > 0) {
                shares.add(new Timeline.SiteShare(
                        accounts.life[account],
                        accounts.site(account),
                        accounts.handlesAtPeak(account),
                        accounts.bytesAtPeak(account),
                        accounts.occupiedAtPeak(account)));
            }
        }
        return shares;
    }
}
