// A folder that is there as a whole or not at all: it is made beside, and gets its name at the end.
#pragma once

#include <filesystem>
#include <string>

namespace tieout::cutover {

class ArchiveFolder {
public:
    // Throws Error(Fault::usage) where something is there already, Error(Fault::disk) where it
    // cannot be made.
    explicit ArchiveFolder(std::filesystem::path into);
    // What was not committed goes. A killed program leaves it, with ".part-" in its name.
    ~ArchiveFolder();
    ArchiveFolder(const ArchiveFolder&) = delete;
    ArchiveFolder& operator=(const ArchiveFolder&) = delete;

    // Where it is made.
    const std::filesystem::path& beside() const { return beside_; }
    // On disk, read-only, and under its name. Throws Error(Fault::disk).
    void commit();

private:
    std::filesystem::path into_, beside_;
};

}  // namespace tieout::cutover
