// Stands for com.intellij.testFramework.LightVirtualFile: IntelliJ Platform 253 (2025.3), platform/core-api; its constructors as found by search (file 3846918025).
package com.intellij.testFramework;

import com.intellij.openapi.vfs.VirtualFile;
import java.io.IOException;
import java.io.InputStream;
import org.jetbrains.annotations.NotNull;

public class LightVirtualFile extends VirtualFile {
    public LightVirtualFile(@NotNull String name, @NotNull CharSequence content) { throw new AssertionError(); }

    @Override
    public @NotNull String getName() { throw new AssertionError(); }

    @Override
    public boolean isDirectory() { throw new AssertionError(); }

    @Override
    public boolean isValid() { throw new AssertionError(); }

    @Override
    public boolean isWritable() { throw new AssertionError(); }

    @Override
    public void setWritable(boolean writable) { throw new AssertionError(); }

    @Override
    public @NotNull InputStream getInputStream() throws IOException { throw new AssertionError(); }
}
