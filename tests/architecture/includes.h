// Which folder uses which, as the sources and CMake's links say, against the table of who may.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tieout::tests {

// Path from the root, and what the file holds.
using Tree = std::map<std::string, std::string>;

// One use: a file of one folder that names another.
struct Edge {
    std::string file;
    int line = 0;
    std::string from, to;  // folders: "verify", "db/write"
};

// The tree's headers and sources (and the root's CMakeLists.txt) under `root`; nothing that was
// built.
Tree read_tree(const std::string& root);

// Every #include "…" of our own. One that does not go by path from the root comes back with an
// empty `to`.
std::vector<Edge> includes(const Tree& tree);

// Every `USES` of a tieout_folder(…) call in CMakeLists.txt.
std::vector<Edge> links(const Tree& tree);

// Sentences, one for each edge that the table in includes.cpp does not allow; empty where all is as
// it should be.
std::vector<std::string> forbidden(const std::vector<Edge>& edges);

// Files of `folder` that name `file` in code, not in a comment: migrate.yaml is not verify's to
// read, nor the reverse.
std::vector<std::string> names_file(const Tree& tree, const std::string& folder,
                                    const std::string& file);

}  // namespace tieout::tests
