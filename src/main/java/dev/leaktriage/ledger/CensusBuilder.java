package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.DeviceState;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns what a ledger holds at the end of a replay into records. */
final class CensusBuilder {
    private final Ledger ledger;
    private final HandleTable table;
    private final Accounts accounts;
    private final Positions positions;
    private final List<Life> lives;
    private final Map<String, Long> liveOwnersBySite = new HashMap<>();

    CensusBuilder(Ledger ledger) {
        this.ledger = ledger;
        this.table = ledger.table();
        this.accounts = ledger.accounts();
        this.positions = ledger.positions();
        this.lives = ledger.lives().all();
    }

    Census census(Timeline timeline, boolean stopped) {
        List<Damage> damages = new ArrayList<>(ledger.damages());
        List<ProcessLife> ended = new ArrayList<>();
        for (Life life : lives) {
            ProcessLife processLife = life(life, stopped);
            ended.add(processLife);
            if (processLife.end() == End.CUT && life.cutAt == Positions.NONE) {
                damages.add(new Damage(
                        life.index, positions.of(life.lastAt), 1, "the log stops here: its trailer never came"));
            }
        }
        countOwners();
        List<LiveHandle> live = live(ended);
        asymmetric(ended);
        List<Finding> anomalies =
                ledger.anomalies().findings(lives, positions, index -> index < 0 ? run(null) : run(lives.get(index)));
        List<Totals> totals = lives.stream().map(CensusBuilder::totals).toList();
        Totals sum = totals.stream().reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus);
        long lost = damages.stream().mapToLong(Damage::count).sum();
        return new Census(ended, live, sum, totals, anomalies, timeline, new Integrity(lost, damages));
    }

    private static Totals totals(Life life) {
        return new Totals(
                life.allocated,
                life.freed,
                life.superseded,
                life.allocatedBytes,
                life.freedBytes,
                life.supersededBytes);
    }

    private ProcessLife life(Life life, boolean stopped) {
        End end = end(life, ledger.lives(), stopped);
        return new ProcessLife(
                life.index,
                run(life),
                life.execution,
                life.process < 0 ? OptionalLong.empty() : OptionalLong.of(life.process),
                positions.of(life.firstAt),
                positions.of(life.lastAt),
                end,
                endAt(life, end),
                because(life, end),
                life.sequenced,
                life.lost() + (end == End.CUT ? 1 : 0));
    }

    private String run(Life life) {
        if (life == null) {
            return positions.files().get(0);
        }
        String file = positions.files().get(life.file);
        return ledger.lives().executions(life.file) > 1 ? file + "#" + life.execution : file;
    }

    /** True if a life was cut off or died. */
    static boolean endedEarly(Life life, Lives lives) {
        End end = end(life, lives, false);
        return end == End.CUT || end == End.DIED;
    }

    private static End end(Life life, Lives lives, boolean stopped) {
        if (life.trailerAt != Positions.NONE) {
            return End.ORDERLY;
        }
        boolean diedLast = life.fatalAt != Positions.NONE && life.fatalClock >= life.lastClock;
        if (diedLast) {
            return End.DIED;
        }
        if (stopped) {
            return End.STOPPED;
        }
        boolean cut = life.cutAt != Positions.NONE || trailerExpected(life, lives);
        return cut ? End.CUT : End.UNKNOWN;
    }

    private static boolean trailerExpected(Life life, Lives lives) {
        if (life.form != LogEvent.Form.TRACKER) {
            return false;
        }
        return life.sequenced
                || life.lifecycle
                || lives.all().stream()
                        .anyMatch(other -> other.form == life.form && other.trailerAt != Positions.NONE);
    }

    private Optional<dev.leaktriage.model.LogPosition> endAt(Life life, End end) {
        return switch (end) {
            case ORDERLY -> positions.ifAny(life.trailerAt);
            case DIED -> positions.ifAny(life.fatalAt);
            case CUT -> positions.ifAny(life.cutAt);
            case UNKNOWN, STOPPED -> Optional.empty();
        };
    }

    private static String because(Life life, End end) {
        return switch (end) {
            case ORDERLY -> "the recording ended with its trailer";
            case DIED -> life.fatalBecause;
            case CUT -> life.cutAt == Positions.NONE
                    ? "the log stops before the trailer that its format has"
                    : "the file ends inside a record";
            case UNKNOWN -> "the log shows nothing about the end of the process";
            case STOPPED -> "the analysis was asked to stop here";
        };
    }

    private void countOwners() {
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.liveOwners[account] > 0) {
                String key = accounts.life[account] + " " + accounts.site(account).id();
                liveOwnersBySite.merge(key, accounts.liveOwners[account], Long::sum);
            }
        }
    }

    private List<LiveHandle> live(List<ProcessLife> ended) {
        List<LiveHandle> live = new ArrayList<>();
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state[handle] == LIVE) {
                live.add(handle(handle, ended));
            }
        }
        return live;
    }

    private LiveHandle handle(int handle, List<ProcessLife> ended) {
        Life life = lives.get(accounts.life[table.account[handle]]);
        MeshEpoch epoch = epoch(handle, life);
        long born = table.born[handle];
        Optional<Ledger.Orphaned> orphaned =
                Optional.ofNullable(ledger.orphans().get(handle));
        MeshEpoch.Clear clear = epoch == null ? null : epoch.clearedAfter(born);
        Site site = site(handle);
        return new LiveHandle(
                new HandleId(life.index, table.device[handle], table.memory(handle), table.address[handle], born),
                table.sizeBytes[handle],
                table.occupiedBytes[handle],
                table.has(handle, HandleTable.OCCUPIED_KNOWN),
                Role.values()[table.role[handle]],
                ownerAt(handle, orphaned),
                orphaned.map(o -> positions.of(o.freedAt())),
                positions.of(table.at[handle]),
                site,
                table.group[handle],
                epoch == null || epoch.mesh < 0 ? OptionalInt.empty() : OptionalInt.of((int) epoch.mesh),
                state(epoch, born),
                epoch == null ? Optional.empty() : positions.ifAny(changedAt(epoch, born)),
                epoch != null && epoch.closedClock > born ? positions.ifAny(epoch.closedAt) : Optional.empty(),
                clear == null ? Optional.empty() : positions.ifAny(clear.endAt),
                clear != null && clear.certain,
                table.has(handle, HandleTable.DURING_OPENING) && epoch != null
                        ? positions.ifAny(epoch.openingAt)
                        : Optional.empty(),
                ledger.upperHalf(handle, life, epoch),
                growth(life, site),
                life.lostAfter(born),
                ledger.groups().present(table.group[handle]),
                table.has(handle, HandleTable.DETACHED) ? positions.ifAny(life.fatalAt) : Optional.empty(),
                doubt(handle));
    }

    private Site site(int handle) {
        Site site = accounts.site(table.account[handle]);
        if (!table.has(handle, HandleTable.STACK_INCOMPLETE)) {
            return site;
        }
        CallStack partial = new CallStack(site.stack().frames(), false);
        return new Site(site.id(), site.memory(), partial, site.operation());
    }

    /** The opening that a handle belongs to, or the one that a later line shows its device to have had. */
    private MeshEpoch epoch(int handle, Life life) {
        int index = table.epoch[handle];
        return index == NONE ? life.epochOf(table.device[handle]) : ledger.barriers().epoch(index);
    }

    private Optional<dev.leaktriage.model.LogPosition> ownerAt(int handle, Optional<Ledger.Orphaned> orphaned) {
        if (orphaned.isPresent()) {
            return positions.ifAny(orphaned.get().ownerAt());
        }
        int owner = table.owner[handle];
        return owner == NONE ? Optional.empty() : positions.ifAny(table.at[owner]);
    }

    private static DeviceState state(MeshEpoch epoch, long born) {
        if (epoch == null) {
            return DeviceState.OPEN;
        }
        if (epoch.closedClock > born) {
            return DeviceState.CLOSED;
        }
        return epoch.closingClock > born ? DeviceState.CLOSING : DeviceState.OPEN;
    }

    private static long changedAt(MeshEpoch epoch, long born) {
        return switch (state(epoch, born)) {
            case CLOSED -> epoch.closedAt;
            case CLOSING -> epoch.closingAt;
            case OPEN -> Positions.NONE;
        };
    }

    private Optional<Growth> growth(Life life, Site site) {
        long owners = liveOwnersBySite.getOrDefault(life.index + " " + site.id(), 0L);
        return ledger.growth().growth(life.index, site.id(), owners);
    }

    private Optional<String> doubt(int handle) {
        Long at = ledger.doubts().get(handle);
        return Optional.ofNullable(at)
                .map(position -> "the free at " + positions.of(position)
                        + " does not say which of several buffers at this address it closed");
    }

    /** Mesh allocations that were freed on some devices of a known mesh and are live on others. */
    private void asymmetric(List<ProcessLife> ended) {
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state[handle] != LIVE || table.epoch[handle] == NONE) {
                continue;
            }
            MeshEpoch epoch = ledger.barriers().epoch(table.epoch[handle]);
            int group = table.group[handle];
            boolean some = ledger.groups().freed(group) > 0;
            boolean cutOff = ended.get(accounts.life[table.account[handle]]).endedEarly();
            if (some && epoch.devices.size() > 1 && !cutOff) {
                ledger.anomalies()
                        .add(
                                FindingId.ASYMMETRIC_DEVICES,
                                accounts.life[table.account[handle]],
                                table.device[handle],
                                table.address[handle],
                                table.sizeBytes[handle],
                                table.at[handle],
                                "the buffer at " + Ledger.hex(table.address[handle]) + " was freed on "
                                        + ledger.groups().freed(group) + " of "
                                        + ledger.groups().allocated(group) + " devices and is still live%s");
            }
        }
    }

    Timeline.Peak peak(long event, long at, long handles, long bytes, long occupied) {
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
        return new Timeline.Peak(event, positions.ifAny(at), handles, bytes, occupied, shares);
    }
}
