// Stands for com.intellij.openapi.editor.CaretModel: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.editor;

import org.jetbrains.annotations.NotNull;

public interface CaretModel {
    @NotNull LogicalPosition getLogicalPosition();

    int getOffset();

    void moveToOffset(int offset);
}
