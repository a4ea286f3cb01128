#include "base/decimal.h"
#include "base/error.h"
#include "cutover/question.h"
#include "db/session.h"
#include "verify/shape.h"

namespace tieout::cutover {
namespace {

using rules::SqlProbe;

std::string url_of(const SqlProbe& probe, const Question& question) {
    if (probe.side.empty()) return probe.url;
    const std::string& url = probe.side == "source" ? question.source : question.target;
    if (url.empty())
        throw Error(Fault::usage, "no " + probe.side + ": give its URL, or name it as `" +
                                      probe.side + "` of the profile in tieout.yaml");
    return url;
}

// Whole seconds are what the client libraries take; what the URL says itself goes before.
void limit_connecting(db::Url& url, std::chrono::milliseconds left) {
    const std::string seconds = std::to_string((left.count() + 999) / 1000);
    if (url.engine == db::Engine::postgresql) url.options.emplace("connect_timeout", seconds);
    if (url.engine != db::Engine::mysql) return;
    url.options.emplace("connect-timeout", seconds);
    url.options.emplace("read-timeout", seconds);
}

std::unique_ptr<db::Session> open(const SqlProbe& probe, Question& question) {
    db::Url url = db::Url::parse(question.secrets.value_of(url_of(probe, question)));
    limit_connecting(url, question.left());
    auto session = db::Session::open(url);
    session->limit_statements(question.left());
    if (probe.side == "source" && question.pack != nullptr)
        session = verify::open_in_shape(*question.pack, std::move(session));
    return session;
}

// 0 and 0.00 are one number, however an engine writes it.
bool same(const std::string& found, const std::string& expected) {
    if (found == expected) return true;
    const auto left = Decimal::parse(found), right = Decimal::parse(expected);
    return left && right && *left == *right;
}

Answer judge(const db::SmallResult& result, const std::string& expected) {
    const std::string wanted = ", expected " + in_backticks(expected);
    if (result.rows.empty()) return {false, "gives no row" + wanted};
    if (result.rows.size() > 1 || result.columns.size() != 1)
        return {false, "gives " + std::to_string(result.rows.size()) + " rows of " +
                           std::to_string(result.columns.size()) + " columns, expected one value"};
    const auto& value = result.rows[0][0];
    if (!value) return {false, "gives NULL" + wanted};
    if (!same(*value, expected)) return {false, "gives " + in_backticks(*value) + wanted};
    return {true, "gives " + in_backticks(*value)};
}

}  // namespace

Answer ask(const SqlProbe& probe, Question& question) {
    try {
        return judge(open(probe, question)->query(probe.query), probe.expect);
    } catch (const Error& error) {
        if (question.stopped() && error.fault() == Fault::interrupted) throw;
        if (error.fault() == Fault::interrupted) return question.too_late();
        // That another database cannot be reached is what the probe was to find out. A side is
        // tieout's own: not to reach it says nothing of the integration.
        if (error.fault() == Fault::connection && probe.side.empty()) return {false, error.what()};
        throw;
    }
}

}  // namespace tieout::cutover
