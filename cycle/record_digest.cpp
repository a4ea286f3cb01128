#include "cycle/record_digest.h"

#include <nlohmann/json.hpp>

#include "cycle/signature.h"

namespace tieout::cycle {
namespace {

using Json = nlohmann::ordered_json;

template <class Items, class Write>
Json list_of(const Items& items, Write write) {
    Json list = Json::array();
    for (const auto& item : items)
        list.push_back(write(item));
    return list;
}

Json side(const rules::SideFacts& side) {
    return {side.label, list_of(side.facts, [](const auto& fact) {
                return Json{fact.first, fact.second};
            })};
}

Json tie(const rules::TieResult& tie) {
    return {tie.tie,           tie.source_sql,   tie.target_sql, tie.fields,
            tie.source_rows,   tie.target_rows,  tie.equal,      tie.missing,
            tie.extra,         tie.changed,      tie.duplicate,  tie.source_digest,
            tie.target_digest, tie.older_moment, tie.not_looked};
}

Json finding(const rules::Finding& finding) {
    return {finding.id,
            rules::name(finding.kind),
            rules::name(finding.origin),
            rules::name(finding.severity),
            finding.count,
            finding.amount ? Json(finding.amount->text()) : Json(nullptr),
            finding.waived};
}

Json waiver(const rules::WaiverResult& waiver) {
    return {waiver.who,        waiver.why,      waiver.until,        rules::name(waiver.state),
            waiver.rows,       waiver.max_rows, waiver.money.text(), waiver.max_money.text(),
            waiver.finding_ids};
}

Json constraint(const rules::ConstraintResult& one) {
    return {one.table,   one.name,     one.kind,         one.definition, one.asked,
            one.why_not, one.enforced, one.not_enforced, one.offenders};
}

Json load(const rules::LoadResult& load) {
    return {load.table,    load.from,    load.read,       load.produced,
            load.left_out, load.written, load.quarantined};
}

Json forecast(const rules::ForecastResult& forecast) {
    return {forecast.as_of, forecast.months, forecast.differs, forecast.not_looked};
}

// Arrays, not names: the order of things here is what a digest of schema 1 is over.
Json found(const rules::CycleRecord& record) {
    Json json{1,
              record.number,
              record.profile,
              record.started_at,
              record.finished_at,
              record.tieout_version,
              record.pack,
              record.pack_version,
              record.pack_digest,
              record.config_digest,
              record.zone,
              record.currency,
              rules::name(record.verdict),
              record.verdict_reasons,
              record.quarantined};
    json.push_back(side(record.source));
    json.push_back(side(record.target));
    json.push_back(list_of(record.stages, [](const rules::StageResult& stage) {
        return Json{stage.stage, stage.status, stage.message};
    }));
    json.push_back(list_of(record.ties, tie));
    json.push_back(list_of(record.totals, [](const rules::TotalResult& total) {
        return Json{total.tie, total.name, total.group, total.source, total.target};
    }));
    json.push_back(list_of(record.total_sets, [](const rules::TotalSet& set) {
        return Json{set.tie, set.name, set.groups, set.equal};
    }));
    json.push_back(list_of(record.findings, finding));
    json.push_back(list_of(record.waivers, waiver));
    json.push_back(list_of(record.constraints, constraint));
    json.push_back(list_of(record.loads, load));
    const auto fate = [](const auto& column) { return Json{column.column, column.fate}; };
    json.push_back(list_of(record.coverage, fate));
    json.push_back(list_of(record.target_coverage, fate));
    json.push_back(record.forecast ? forecast(*record.forecast) : Json(nullptr));
    return json;
}

}  // namespace

std::string digest_of(const rules::CycleRecord& record) {
    return sha256(found(record).dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace tieout::cycle
