package dev.leaktriage.model;

import java.util.List;
import java.util.Set;

/** What the names in a call stack say: functions, operations, sites. */
public final class Symbols {
    private static final String DEVICE_OPERATION = "DeviceOperation";
    /** Functions that allocate on behalf of their caller and say nothing about the program. */
    private static final Set<String> ALLOCATING_FUNCTIONS = Set.of(
            "Buffer::Buffer",
            "Buffer::allocate_impl",
            "Buffer::create",
            "EnqueueMeshWorkload",
            "MeshBuffer::create",
            "MeshBuffer::initialize_device_buffers",
            "allocate_buffer",
            "allocate_device_buffer",
            "allocate_tensor_on_device",
            "create_device_tensor",
            "enqueue_mesh_workload",
            "load_binaries",
            "track_allocate");

    private static final List<String> NO_OPERATIONS = List.of("ttnn::device_operation::", "ttnn::distributed::");
    private static final List<String> IMPLEMENTATION =
            List.of("ttnn::device_operation::", "ttnn::decorators::", "ttnn::operations::", "ttnn::distributed::");

    private Symbols() {}

    /**
     * The qualified name of the function: without return type, arguments, template arguments, qualifiers,
     * offsets, and the lambda in it, if any ({@code f(int)::{lambda()#1}::operator()()} is {@code f}).
     *
     * <p>A mangled name is returned as it is; text that names no function gives the best guess or nothing.
     */
    public static String functionName(String symbol) {
        return functionIn(bare(symbol));
    }

    static String functionIn(String bare) {
        return MangledName.isMangled(bare) ? bare : FunctionNameScanner.nameIn(bare);
    }

    /** As {@link #functionName}, but a mangled name is read as far as it stands in plain text. */
    public static String qualifiedName(String symbol) {
        return qualified(functionName(symbol));
    }

    static String qualified(String functionName) {
        return MangledName.isMangled(functionName) ? MangledName.nameIn(functionName) : functionName;
    }

    /**
     * What a site is keyed on: the symbol with its arguments and template arguments, but without offsets and
     * addresses, with hex constants, lambda numbers and white space folded; without a symbol the library's
     * file name in brackets.
     */
    public static String normalised(Frame frame) {
        return normalised(frame, bare(frame.symbol()));
    }

    static String normalised(Frame frame, String bare) {
        if (!bare.isEmpty()) {
            return NormalisedSymbol.of(bare);
        }
        String module = frame.module();
        return "[" + module.substring(module.lastIndexOf('/') + 1) + "]";
    }

    /**
     * The operation that the program asked for: the outermost function of {@code ttnn} itself, such as {@code
     * ttnn::add}; else the innermost device operation that a frame names; else empty.
     */
    public static String operation(CallStack stack) {
        List<Frame> frames = stack.frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            String operation = frames.get(i).names().askedOperation();
            if (!operation.isEmpty()) {
                return operation;
            }
        }
        for (int i = 0; i < frames.size(); i++) {
            String operation = frames.get(i).names().deviceOperation();
            if (!operation.isEmpty()) {
                return operation;
            }
        }
        return "";
    }

    /**
     * The normalised frames from the device operation outwards, leaf first. Where no frame names an operation:
     * all frames beyond the leading functions that only allocate.
     */
    public static List<String> programFrames(CallStack stack) {
        List<Frame> frames = stack.frames();
        int leading = 0;
        while (leading < frames.size() && saysNothing(frames.get(leading))) {
            leading++;
        }
        int from = leading;
        while (from < frames.size() && !namesOperation(frames.get(from))) {
            from++;
        }
        return frames.subList(from < frames.size() ? from : leading, frames.size()).stream()
                .map(Symbols::normalised)
                .toList();
    }

    /**
     * True if both stacks come from the same place in the program: their program frames are equal up to the
     * length of the shorter one, since loggers cut stacks off at the root.
     */
    public static boolean sameProgramFrames(CallStack a, CallStack b) {
        List<String> left = programFrames(a);
        List<String> right = programFrames(b);
        int common = Math.min(left.size(), right.size());
        return common > 0 && left.subList(0, common).equals(right.subList(0, common));
    }

    /** The id of a site: the same in every run with the same memory kind and normalised stack. */
    public static String siteId(CallStack stack, Memory memory) {
        long digest = SiteDigest.of(memory.label());
        List<Frame> frames = stack.frames();
        for (int i = 0; i < frames.size(); i++) {
            digest = SiteDigest.joined(digest, frames.get(i).names().digest());
        }
        return SiteDigest.id(digest);
    }

    /** Unwraps {@code lib.so(symbol+0x1f) [0x7f00]}; a symbol that is wrapped in nothing stays. */
    public static String bare(String symbol) {
        String text = withoutAddress(symbol.strip());
        if (!text.endsWith(")")) {
            return text;
        }
        int open = text.lastIndexOf('(');
        int offset = text.indexOf("+0x", open + 1);
        return open >= 0 && offset >= 0 ? text.substring(open + 1, text.lastIndexOf("+0x")) : text;
    }

    private static String withoutAddress(String text) {
        int address = text.endsWith("]") ? text.lastIndexOf("[0x") : -1;
        return address < 0 ? text : text.substring(0, address).strip();
    }

    private static boolean saysNothing(Frame frame) {
        String name = frame.qualifiedName();
        boolean elided = frame.symbol().contains("<...>")
                && frame.names().deviceOperation().isEmpty();
        return elided
                || ALLOCATING_FUNCTIONS.contains(lastComponents(name, 1))
                || ALLOCATING_FUNCTIONS.contains(lastComponents(name, 2));
    }

    private static boolean namesOperation(Frame frame) {
        if (saysNothing(frame)) {
            return false;
        }
        String name = frame.qualifiedName();
        boolean operation = name.startsWith("ttnn::") && !beginsWithAny(name, NO_OPERATIONS);
        return operation || !frame.names().deviceOperation().isEmpty();
    }

    private static boolean beginsWithAny(String name, List<String> beginnings) {
        for (int i = 0; i < beginnings.size(); i++) {
            if (name.startsWith(beginnings.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The operation of {@code ttnn} itself that a frame is; empty if it is none. */
    static String askedOperation(String symbol, String name) {
        if (isPythonOperation(symbol)) {
            return symbol;
        }
        if (!name.startsWith("ttnn::")) {
            return "";
        }
        if (name.startsWith("ttnn::decorators::")) {
            return registeredOperation(symbol);
        }
        return beginsWithAny(name, IMPLEMENTATION) ? "" : name;
    }

    /** True of {@code ttnn.matmul}: an operation as Python names it, and nothing else. */
    private static boolean isPythonOperation(String symbol) {
        return symbol.startsWith("ttnn.") && symbol.chars().allMatch(c -> c == '.' || isWord((char) c));
    }

    /** The operation whose name is a template argument of the frame: {@code …<9ul>{"ttnn::add"}…}. */
    private static String registeredOperation(String symbol) {
        int from = symbol.indexOf("{\"ttnn::");
        int end = from < 0 ? -1 : symbol.indexOf('"', from + 2);
        return end < 0 ? "" : symbol.substring(from + 2, end);
    }

    /**
     * True if the innermost frame is a device operation as a whole and no function of one. Who wrote such a stack noted
     * operations, not calls: that a function is missing in it says nothing.
     */
    public static boolean namesOperationsOnly(CallStack stack) {
        if (stack.isEmpty()) {
            return false;
        }
        Frame leaf = stack.frames().get(0);
        String symbol = leaf.symbol();
        return symbol.equals("Device Operation")
                || !symbol.isEmpty() && symbol.equals(leaf.names().deviceOperation());
    }

    /**
     * True if the place of a handle with that stack may tell what the stack does not. A mangled name may, since what it
     * stands for may be a device operation.
     */
    public static boolean placeMayTell(CallStack stack) {
        return stack.isEmpty() || stack.frames().get(0).isMangled() || namesOperationsOnly(stack);
    }

    /** The first class that is called so in the symbol, with its namespaces; empty if there is none. */
    static String deviceOperation(String symbol, String name) {
        String text = MangledName.isMangled(symbol) ? name : symbol;
        int found = text.indexOf(DEVICE_OPERATION);
        while (found >= 0) {
            int end = found + DEVICE_OPERATION.length();
            boolean wholeWord = end == text.length() || !isWord(text.charAt(end));
            boolean named = found > 0 && isWord(text.charAt(found - 1));
            if (wholeWord && named) {
                return text.substring(qualifiedFrom(text, found), end);
            }
            found = text.indexOf(DEVICE_OPERATION, end);
        }
        return "";
    }

    private static int qualifiedFrom(String text, int last) {
        int from = last;
        while (from > 0 && (isWord(text.charAt(from - 1)) || text.charAt(from - 1) == ':')) {
            from--;
        }
        return from;
    }

    private static String lastComponents(String name, int count) {
        int from = name.length();
        for (int i = 0; i < count && from >= 0; i++) {
            from = name.lastIndexOf("::", from - 1);
        }
        return from < 0 ? name : name.substring(from + 2);
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
