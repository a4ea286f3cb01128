#include "tests/architecture/includes.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

namespace tieout::tests {
namespace {

using Folders = std::set<std::string>;

// Each folder, and what it may use beside itself; a single header where it stands for itself. The
// longest name that fits counts.
const std::map<std::string, Folders> allowed = {
    {"base", {}},
    {"db", {"base"}},
    {"db/write", {"db", "base"}},
    {"rules", {"base"}},
    {"migrate", {"rules", "db", "db/write", "base"}},
    {"verify", {"rules", "db", "base"}},
    {"verify/forecast",
     {"verify", "verify/forecast/projection.h", "verify/forecast/plan.h", "verify/forecast/source",
      "verify/forecast/target", "rules", "db", "base"}},
    // The words that both engines answer in, and all that they have in common.
    {"verify/forecast/projection.h", {"base"}},
    {"verify/forecast/plan.h", {"verify/forecast/projection.h"}},
    {"verify/forecast/source",
     {"verify/forecast/projection.h", "verify/forecast/plan.h", "rules", "db", "base"}},
    {"verify/forecast/target",
     {"verify/forecast/projection.h", "verify/forecast/plan.h", "rules", "db", "base"}},
    {"reports", {"rules", "base"}},
    {"cycle", {"migrate", "verify", "verify/forecast", "reports", "rules", "db", "base"}},
    {"cutover",
     {"cycle", "migrate", "verify", "verify/forecast", "reports", "rules", "db", "db/write",
      "base"}},
    {"sample", {"rules", "db", "db/write", "base"}},
    {"cli",
     {"cutover", "cycle", "migrate", "verify", "verify/forecast", "verify/forecast/projection.h",
      "verify/forecast/plan.h", "reports", "rules", "sample", "db", "db/write", "base"}},
};

std::string folder_of(const std::string& path) {
    std::string best;
    for (const auto& [folder, uses] : allowed)
        if ((path == folder || path.starts_with(folder + "/")) && folder.size() > best.size())
            best = folder;
    return best;
}

std::string folder_of_library(const std::string& library) {
    static const std::map<std::string, std::string> elsewhere = {
        {"db_write", "db/write"},
        {"forecast", "verify/forecast"},
        {"forecast_source", "verify/forecast/source"},
        {"forecast_target", "verify/forecast/target"}};
    const auto found = elsewhere.find(library);
    return found == elsewhere.end() ? library : found->second;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

template <class Visit>
void each_line(const std::string& text, Visit visit) {
    std::istringstream in(text);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number)
        visit(number, line);
}

}  // namespace

Tree read_tree(const std::string& root) {
    namespace fs = std::filesystem;
    Tree tree;
    for (const auto& [folder, uses] : allowed) {
        if (!fs::is_directory(fs::path(root) / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
            const std::string extension = entry.path().extension();
            if (extension == ".h" || extension == ".cpp")
                tree[fs::relative(entry.path(), root)] = read(entry.path());
        }
    }
    tree["CMakeLists.txt"] = read(fs::path(root) / "CMakeLists.txt");
    return tree;
}

std::vector<Edge> includes(const Tree& tree) {
    static const std::regex include(R"re(^\s*#\s*include\s*"([^"]+)")re");
    std::vector<Edge> edges;
    for (const auto& [path, text] : tree) {
        if (folder_of(path).empty()) continue;
        each_line(text, [&, &path = path](int number, const std::string& line) {
            std::smatch match;
            if (std::regex_search(line, match, include))
                edges.push_back({path, number, folder_of(path), folder_of(match[1])});
        });
    }
    return edges;
}

std::vector<Edge> links(const Tree& tree) {
    static const std::regex call(R"(tieout_folder\s*\(\s*(\w+)([^)]*)\))");
    static const std::set<std::string> sections = {"USES", "LIBS", "FOLDER"};
    std::vector<Edge> edges;
    const auto found = tree.find("CMakeLists.txt");
    if (found == tree.end()) return edges;
    const std::string& text = found->second;
    for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
        const auto line = 1 + std::count(text.begin(), text.begin() + it->position(), '\n');
        std::istringstream words((*it)[2]);
        std::string word, section;
        while (words >> word) {
            if (sections.count(word))
                section = word;
            else if (section == "USES")
                edges.push_back({"CMakeLists.txt", static_cast<int>(line),
                                 folder_of_library((*it)[1]), folder_of_library(word)});
        }
    }
    return edges;
}

std::vector<std::string> forbidden(const std::vector<Edge>& edges) {
    std::vector<std::string> sentences;
    for (const Edge& edge : edges) {
        const std::string at = edge.file + ":" + std::to_string(edge.line) + ": ";
        if (edge.to.empty())
            sentences.push_back(at + "an include of ours goes by path from the root");
        else if (!allowed.count(edge.from))
            sentences.push_back(at + edge.from + "/ is no folder that the table knows");
        else if (edge.to != edge.from && !allowed.at(edge.from).count(edge.to))
            sentences.push_back(at + edge.from + "/ may not use " + edge.to + "/");
    }
    return sentences;
}

std::vector<std::string> names_file(const Tree& tree, const std::string& folder,
                                    const std::string& file) {
    std::vector<std::string> at;
    for (const auto& [path, text] : tree) {
        if (folder_of(path) != folder) continue;
        each_line(text, [&, &path = path](int number, const std::string& line) {
            if (line.substr(0, line.find("//")).find(file) != std::string::npos)
                at.push_back(path + ":" + std::to_string(number));
        });
    }
    return at;
}

}  // namespace tieout::tests
