// Stands for com.intellij.openapi.editor.LogicalPosition: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.editor;

public class LogicalPosition {
    public final int line;
    public final int column;

    public LogicalPosition(int line, int column) {
        this.line = line;
        this.column = column;
    }
}
