package dev.leaktriage.runtime;

/** The rows and columns in which the devices of a mesh are wired. */
public record MeshShape(int rows, int columns) {
    public MeshShape {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a mesh needs at least 1x1 devices, not " + rows + "x" + columns);
        }
    }

    /** The shape written as {@code 2x4}. */
    public static MeshShape parse(String text) {
        String[] sides = text.split("x", -1);
        try {
            if (sides.length == 2) {
                return new MeshShape(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(unreadable(text), notANumber);
        }
        throw new IllegalArgumentException(unreadable(text));
    }

    private static String unreadable(String text) {
        return "mesh shape '" + text + "' is not ROWSxCOLUMNS, as in 2x4";
    }

    public int devices() {
        return rows * columns;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
