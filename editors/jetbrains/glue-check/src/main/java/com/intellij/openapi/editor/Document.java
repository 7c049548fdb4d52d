// Stands for com.intellij.openapi.editor.Document: IntelliJ Platform 253 (2025.3), NOT read; insertString and isWritable from the SDK documentation.
package com.intellij.openapi.editor;

import org.jetbrains.annotations.NotNull;

public interface Document {
    boolean isWritable();

    void insertString(int offset, @NotNull CharSequence s);
}
