// What `tieout archive` is told, and what it does.
#pragma once

#include <string>
#include <vector>

#include "cli/setting.h"

namespace tieout::cli {

struct ArchiveFlags {
    Flags common;
    std::vector<std::string> words;  // [SOURCE], or verify FOLDER [SOURCE]
    std::string into, seal_with, public_key, secrets_key;
    bool with_secrets = false;
};

// Each: the exit code.
int write_archive(const ArchiveFlags& flags);
int verify_archive(const ArchiveFlags& flags);

}  // namespace tieout::cli
