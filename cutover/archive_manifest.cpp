#include "cutover/archive_manifest.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cycle/signature.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr int schema = 1;

Json facts(const ArchiveManifest::Facts& facts) {
    Json json = Json::object();
    for (const auto& [name, value] : facts)
        json[name] = value;
    return json;
}

ArchiveManifest::Facts facts_at(const Json& json) {
    ArchiveManifest::Facts facts;
    for (const auto& [name, value] : json.items())
        facts.emplace_back(name, value.get<std::string>());
    return facts;
}

Json tables(const ArchiveManifest& manifest) {
    Json list = Json::array();
    for (const TableDigest& table : manifest.tables)
        list.push_back(Json::object({{"table", table.table},
                                     {"rows", table.rows},
                                     {"order_by", table.order_by},
                                     {"sha256", table.sha256}}));
    return list;
}

Json left_out(const ArchiveManifest& manifest) {
    Json list = Json::array();
    for (const LeftOut& one : manifest.left_out)
        list.push_back(Json::object({{"column", one.column}, {"how", one.how}, {"why", one.why}}));
    return list;
}

Json files(const ArchiveManifest& manifest) {
    Json list = Json::array();
    for (const ArchivedFile& file : manifest.files)
        list.push_back(
            Json::object({{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}}));
    return list;
}

}  // namespace

std::string to_json(const ArchiveManifest& manifest) {
    const Json json = Json::object({{"schema", schema},
                                    {"tieout_version", manifest.tieout_version},
                                    {"made_at", manifest.made_at},
                                    {"pack", manifest.pack},
                                    {"pack_version", manifest.pack_version},
                                    {"pack_digest", manifest.pack_digest},
                                    {"zone", manifest.zone},
                                    {"source", facts(manifest.source)},
                                    {"target", facts(manifest.target)},
                                    {"remarks", manifest.remarks},
                                    {"left_out", left_out(manifest)},
                                    {"tables", tables(manifest)},
                                    {"key", manifest.key},
                                    {"files", files(manifest)}});
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

ArchiveManifest manifest_from_json(const std::string& text) {
    try {
        const Json json = Json::parse(text);
        if (json.at("schema") != schema)
            throw Error(Fault::usage, "the archive was written by another version of tieout");
        ArchiveManifest manifest{json.at("tieout_version"),
                                 json.at("made_at"),
                                 json.at("pack"),
                                 json.at("pack_version"),
                                 json.at("pack_digest"),
                                 json.at("zone"),
                                 facts_at(json.at("source")),
                                 facts_at(json.at("target")),
                                 {},
                                 {},
                                 json.at("remarks").get<std::vector<std::string>>(),
                                 {},
                                 json.at("key")};
        for (const Json& table : json.at("tables"))
            manifest.tables.push_back(
                {table.at("table"), table.at("order_by"), table.at("rows"), table.at("sha256")});
        for (const Json& one : json.at("left_out"))
            manifest.left_out.push_back({one.at("column"), one.at("why"), one.at("how")});
        for (const Json& file : json.at("files"))
            manifest.files.push_back({file.at("file"), file.at("bytes"), file.at("sha256")});
        return manifest;
    } catch (const Json::exception& error) {
        throw Error(Fault::usage,
                    std::string("this is no manifest of an archive: ") + error.what());
    }
}

ArchivedFile look_at_file(const fs::path& folder, const std::string& name) {
    std::ifstream in(folder / name, std::ios::binary);
    cycle::Sha256 digest;
    ArchivedFile file{name, 0, ""};
    std::array<char, 1 << 16> piece;
    while (in.read(piece.data(), piece.size()), in.gcount() > 0) {
        const auto size = static_cast<std::size_t>(in.gcount());
        digest.add({piece.data(), size});
        file.bytes += size;
    }
    if (!in.eof())
        throw Error(Fault::disk,
                    (folder / name).string() + " cannot be read: " + std::strerror(errno));
    file.sha256 = digest.text();
    return file;
}

std::vector<std::string> files_below(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_directory() && !entry.is_symlink()) continue;
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        if (name != "manifest.json" && name != "manifest.sig") names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace tieout::cutover
