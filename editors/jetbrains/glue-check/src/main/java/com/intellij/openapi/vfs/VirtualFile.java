// Stands for com.intellij.openapi.vfs.VirtualFile: IntelliJ Platform 253 (2025.3), NOT read; its members as LSP4IJ and LightVirtualFile use them.
package com.intellij.openapi.vfs;

import com.intellij.openapi.fileTypes.FileType;
import java.io.IOException;
import java.io.InputStream;
import org.jetbrains.annotations.NotNull;

public abstract class VirtualFile {
    public abstract @NotNull String getName();

    public abstract boolean isDirectory();

    public abstract boolean isValid();

    public abstract boolean isWritable();

    public void setWritable(boolean writable) throws IOException { throw new AssertionError(); }

    public @NotNull FileType getFileType() { throw new AssertionError(); }

    public abstract @NotNull InputStream getInputStream() throws IOException;
}
