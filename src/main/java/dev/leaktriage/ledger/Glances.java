package dev.leaktriage.ledger;

import dev.leaktriage.model.Glance;
import dev.leaktriage.model.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the books in mid-run. It costs a pass over what is live, and the replay nothing. */
final class Glances {
    private Glances() {}

    static Glance of(Books books, Lives lives, Damages damages, Moment now) {
        long lost =
                damages.ofFiles() + lives.all().stream().mapToLong(Life::lost).sum();
        boolean over = !lives.all().isEmpty()
                && lives.running().isEmpty()
                && lives.all().stream().anyMatch(life -> life.trailerAt != Positions.NONE);
        return new Glance(now.clock, books.live(), lost, byDevice(books.table), sites(books.accounts), over);
    }

    private static SortedMap<Integer, Sum> byDevice(HandleTable table) {
        SortedMap<Integer, Sum> sums = new TreeMap<>();
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == HandleTable.LIVE) {
                Sum one = new Sum(1, table.sizeBytes(handle), table.occupiedBytes(handle));
                sums.merge(table.device(handle), one, Sum::plus);
            }
        }
        return sums;
    }

    private static List<Glance.SiteBytes> sites(Accounts accounts) {
        List<Glance.SiteBytes> sites = new ArrayList<>();
        for (int account = 0; account < accounts.count(); account++) {
            sites.add(new Glance.SiteBytes(accounts.site(account), accounts.liveBytes[account]));
        }
        return sites;
    }
}
