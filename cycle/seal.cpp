#include "cycle/seal.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tieout::cycle {
namespace {

using Json = nlohmann::ordered_json;
constexpr int schema = 1;

std::string text_of(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json side(const rules::SideFacts& side) {
    Json json{{"label", side.label}};
    for (const auto& [name, value] : side.facts)
        if (name == "url" || name == "position" || name == "server_time") json[name] = value;
    return json;
}

Json clauses(const rules::GateResult& gate) {
    Json list = Json::array();
    for (const rules::GateClause& clause : gate.clauses)
        list.push_back(Json::object(
            {{"clause", clause.clause}, {"figure", clause.figure}, {"wanted", clause.wanted}}));
    return list;
}

Json names(const rules::CycleRecord& record, const std::vector<rules::SignOff>& sign_offs) {
    Json list = Json::array();
    for (const rules::SignOff& one : sign_offs)
        if (one.cycle == record.number && one.digest == record.digest)
            list.push_back(Json::object(
                {{"role", one.role}, {"who", one.who}, {"on", one.on}, {"note", one.note}}));
    return list;
}

// The one way in which a seal is written.
std::string written(const Json& sealed, const std::string& key, const std::string& signature) {
    return text_of(Json::object({{"sealed", sealed}, {"key", key}, {"signature", signature}}), 2) +
           "\n";
}

}  // namespace

std::string seal(const rules::CycleRecord& record, const rules::GateResult& gate,
                 const std::vector<rules::SignOff>& sign_offs, const std::string& sealed_at,
                 const SigningKey& key) {
    const Json sealed = Json::object({{"schema", schema},
                                      {"gate", "open"},
                                      {"profile", gate.profile},
                                      {"cycle", record.number},
                                      {"started_at", record.started_at},
                                      {"finished_at", record.finished_at},
                                      {"record_digest", record.digest},
                                      {"tieout_version", record.tieout_version},
                                      {"pack", record.pack},
                                      {"pack_version", record.pack_version},
                                      {"pack_digest", record.pack_digest},
                                      {"config_digest", record.config_digest},
                                      {"source", side(record.source)},
                                      {"target", side(record.target)},
                                      {"clauses", clauses(gate)},
                                      {"sign_offs", names(record, sign_offs)},
                                      {"sealed_at", sealed_at}});
    return written(sealed, key.fingerprint(), key.sign(text_of(sealed, -1)));
}

SealedGate read_seal(const std::string& text, const SigningKey& key) {
    try {
        const Json envelope = Json::parse(text);
        const Json& sealed = envelope.at("sealed");
        if (sealed.at("schema") != schema)
            throw Error(Fault::usage, "the seal was written by another version of tieout");
        SealedGate gate;
        gate.cycle = sealed.at("cycle");
        gate.profile = sealed.at("profile");
        gate.record_digest = sealed.at("record_digest");
        gate.sealed_at = sealed.at("sealed_at");
        gate.finished_at = sealed.at("finished_at");
        gate.key = envelope.at("key");
        const std::string signature = envelope.at("signature");
        gate.is_signed = gate.key == key.fingerprint() &&
                         written(sealed, gate.key, signature) == text &&
                         key.has_signed(text_of(sealed, -1), signature);
        return gate;
    } catch (const Json::exception& error) {
        throw Error(Fault::usage, std::string("this is no seal of a gate: ") + error.what());
    }
}

}  // namespace tieout::cycle
