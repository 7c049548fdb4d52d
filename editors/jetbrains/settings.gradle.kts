// For machines that reach JetBrains' repositories; elsewhere there is the Maven build.
rootProject.name = "caro-jetbrains"
