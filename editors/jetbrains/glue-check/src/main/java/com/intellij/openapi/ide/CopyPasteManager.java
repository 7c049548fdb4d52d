// Stands for com.intellij.openapi.ide.CopyPasteManager: IntelliJ Platform 253 (2025.3), as found by search (file 3712850349); setContents as in file 4792109091.
package com.intellij.openapi.ide;

import java.awt.datatransfer.Transferable;
import org.jetbrains.annotations.NotNull;

public abstract class CopyPasteManager {
    public static CopyPasteManager getInstance() { throw new AssertionError(); }

    public abstract void setContents(@NotNull Transferable content);
}
