// Stands for com.redhat.devtools.lsp4ij.DocumentMatcher: LSP4IJ 0.20, read at commit 12d4d71.
package com.redhat.devtools.lsp4ij;

import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.VirtualFile;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.annotations.NotNull;

public interface DocumentMatcher {
    boolean match(@NotNull VirtualFile file, @NotNull Project project);

    default @NotNull CompletableFuture<Boolean> matchAsync(@NotNull VirtualFile file, @NotNull Project project) { throw new AssertionError(); }

    default boolean shouldBeMatchedAsynchronously(@NotNull Project project) { throw new AssertionError(); }
}
