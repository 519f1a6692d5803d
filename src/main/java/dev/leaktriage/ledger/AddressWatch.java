package dev.leaktriage.ledger;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Writes down everything that happens to one address, or tells it of every address, if that is wanted. */
final class AddressWatch {
    private static final Site UNKNOWN = new Site("", Memory.UNSTATED, CallStack.NONE, "");

    private final boolean wanted;
    private final long address;
    private final List<AddressHistory.Event> events = new ArrayList<>();
    private Consumer<AddressHistory.Event> listener = events::add;
    private boolean everything;

    AddressWatch(OptionalLong wantedAddress) {
        wanted = wantedAddress.isPresent();
        address = wantedAddress.orElse(0);
    }

    /** From now on tells of every address, and writes nothing down. */
    void tell(Consumer<AddressHistory.Event> who) {
        listener = who;
        everything = true;
    }

    /** True if nothing is to be told of any address. */
    boolean watchesNothing() {
        return !everything && !wanted;
    }

    boolean watches(long ofAddress) {
        return everything || wanted && ofAddress == address;
    }

    /** Notes what happened to a handle. */
    void handle(Books books, long at, int handle, What what, long ofGeneration, String note) {
        HandleTable table = books.table;
        listener.accept(new AddressHistory.Event(
                books.position(at),
                books.accounts.life[table.account(handle)],
                table.device(handle),
                table.memory(handle),
                what,
                table.born(handle),
                ofGeneration,
                table.sizeBytes(handle),
                books.accounts.site(table.account(handle)),
                note));
    }

    /** Notes a free that closed nothing. */
    void unmatched(Books books, LogEvent event, long at, int life, String note) {
        listener.accept(new AddressHistory.Event(
                books.position(at),
                life,
                (int) event.device,
                event.memory,
                What.FREE_FITS_NOTHING,
                0,
                0,
                event.sizeBytes,
                UNKNOWN,
                note));
    }

    AddressHistory history() {
        return new AddressHistory(address, events);
    }
}
