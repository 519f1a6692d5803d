package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.ProcessLife;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up live handles by process, device and memory. */
final class DeviceAccounts {
    private final Map<DeviceAccount.Key, DeviceAccount> accounts = new TreeMap<>();
    private final List<LifeKey> lives;
    /** Handles come sorted, so that most belong to the account of the one before. */
    private HandleId last;

    private DeviceAccount lastAccount;

    DeviceAccounts(List<ProcessLife> lives) {
        this.lives = lives.stream().map(LifeKey::of).toList();
    }

    /** The accounts of a run. */
    static List<DeviceAccount> of(Analysis analysis) {
        DeviceAccounts accounts = new DeviceAccounts(analysis.lives());
        analysis.groups().forEach(accounts::add);
        return accounts.accounts();
    }

    void add(AttributionGroup group) {
        HandleId id = group.handle().id();
        boolean same = last != null
                && last.life() == id.life()
                && last.device() == id.device()
                && last.memory() == id.memory();
        if (!same) {
            DeviceAccount.Key key = new DeviceAccount.Key(lives.get(id.life()), id.device(), id.memory());
            lastAccount = accounts.computeIfAbsent(
                    key, unseen -> new DeviceAccount(key, group.handle().mesh(), new VerdictSums()));
            last = id;
        }
        lastAccount.sums().add(group);
    }

    /** In their order. */
    List<DeviceAccount> accounts() {
        return List.copyOf(accounts.values());
    }
}
