// Stands for com.redhat.devtools.lsp4ij.client.features.LSPClientFeatures: LSP4IJ 0.20, read at commit cafa3f3; handleServerStatusChanged as docs/LSPApi.md (1b3659b) has it.
package com.redhat.devtools.lsp4ij.client.features;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.VirtualFile;
import com.redhat.devtools.lsp4ij.ServerStatus;
import org.eclipse.lsp4j.InitializeParams;
import org.jetbrains.annotations.ApiStatus;
import org.jetbrains.annotations.NotNull;

@ApiStatus.Experimental
public class LSPClientFeatures implements Disposable {
    @NotNull
    public final Project getProject() { throw new AssertionError(); }

    public boolean isEnabled(@NotNull VirtualFile file) { throw new AssertionError(); }

    public void initializeParams(@NotNull InitializeParams initializeParams) { throw new AssertionError(); }

    public void handleServerStatusChanged(@NotNull ServerStatus serverStatus) { throw new AssertionError(); }

    public boolean keepServerAlive() { throw new AssertionError(); }

    @Override
    public void dispose() { throw new AssertionError(); }
}
