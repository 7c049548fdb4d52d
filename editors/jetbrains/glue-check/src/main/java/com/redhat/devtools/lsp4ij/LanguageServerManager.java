// Stands for com.redhat.devtools.lsp4ij.LanguageServerManager: LSP4IJ 0.20, read at commits 3cf7a10 and 50c6a56.
package com.redhat.devtools.lsp4ij;

import com.intellij.openapi.project.Project;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public class LanguageServerManager {
    private LanguageServerManager() { }

    public static LanguageServerManager getInstance(@NotNull Project project) { throw new AssertionError(); }

    @Nullable
    public ServerStatus getServerStatus(@NotNull String languageServerId) { throw new AssertionError(); }

    public void start(@NotNull String languageServerId) { throw new AssertionError(); }

    public void start(@NotNull String languageServerId, @NotNull StartOptions options) { throw new AssertionError(); }

    public CompletableFuture<@Nullable LanguageServerItem> getLanguageServer(@NotNull String languageServerId) { throw new AssertionError(); }

    public static class StartOptions {
        public StartOptions setForceStart(boolean forceStart) { throw new AssertionError(); }

        public StartOptions setWillEnable(boolean willEnable) { throw new AssertionError(); }
    }
}
