// Stands for com.intellij.openapi.editor.Document: IntelliJ Platform 253 (2025.3), insertString as found by search (file 23578293611); isWritable NOT read.
package com.intellij.openapi.editor;

import org.jetbrains.annotations.NotNull;

public interface Document {
    boolean isWritable();

    void insertString(int offset, @NotNull CharSequence s);
}
