#include "cutover/archive_count.h"

#include <string>
#include <unordered_map>

#include "base/digest.h"
#include "base/error.h"
#include "cutover/archive_rows.h"

namespace tieout::cutover {
namespace {

using rules::FindingKind;

// How often more a row is in the source than in the archive, and where the last of these stood. A
// row that is balanced leaves: both sides come in about the same order, so little is held.
struct Surplus {
    std::int64_t times = 0;
    std::uint64_t position = 0;
};

class Side {
public:
    Side(db::Session& session, const db::Query& query) : stream_(session.stream(query)) {}

    // The next batch into `open`; false at the end.
    bool next(std::int64_t sign, std::unordered_map<Digest, Surplus>& open) {
        if (!stream_->next(batch_)) return false;
        for (std::size_t row = 0; row < batch_.rows(); ++row) {
            const Digest digest = digest_of_row(row);
            all.add(digest);
            Surplus& surplus = open[digest];
            surplus.times += sign;
            if (surplus.times * sign > 0) surplus.position = all.count();
            if (surplus.times == 0) open.erase(digest);
        }
        return true;
    }

    SetDigest all;

private:
    // Each cell with its length, so that no two rows look alike.
    Digest digest_of_row(std::size_t row) {
        bytes_.clear();
        for (std::size_t column = 0; column < batch_.columns(); ++column) {
            const std::string_view cell = batch_.at(row, column);
            bytes_ += batch_.is_null(row, column) ? "n" : std::to_string(cell.size()) + ":";
            bytes_.append(cell);
        }
        return Digest::of(bytes_);
    }

    std::unique_ptr<db::RowStream> stream_;
    db::RowBatch batch_;
    std::string bytes_;
};

db::Query of_archive(const ArchivedTable& table) {
    db::Query query;
    for (const ArchivedColumn* column : table.there())
        query.sql += (query.sql.empty() ? "select " : ", ") + quoted(column->name);
    query.sql += " from " + quoted(table.name) + " order by " + quoted(table.row);
    return query;
}

void tell(const ArchivedTable& table, bool in_source, const Surplus& surplus,
          rules::FindingLog& findings) {
    rules::Finding about;
    about.tie = about.table = table.source;
    about.kind = in_source ? FindingKind::missing : FindingKind::extra;
    about.origin = rules::Origin::target;
    about.title = table.source + (in_source ? ": not as often in the archive as in the source"
                                            : ": more often in the archive than in the source");
    about.advice = "Has the source changed since? Then archive it again.";
    rules::Member member;
    member.key = {{"row", std::to_string(surplus.position)}};
    member.note = std::string("in the order of the ") + (in_source ? "source" : "archive");
    for (std::int64_t times = std::abs(surplus.times); times > 0; --times)
        findings.add(about, member);
}

}  // namespace

rules::TieResult count_rows(const ArchivedTable& table, const Secrets& secrets, db::Session& source,
                            db::Session& archive, const std::atomic<bool>* stop,
                            rules::FindingLog& findings) {
    Side here(source, query_of(table, secrets, source)), there(archive, of_archive(table));
    std::unordered_map<Digest, Surplus> open;
    for (bool more_here = true, more_there = true; more_here || more_there;) {
        if (stop != nullptr && *stop)
            throw Error(Fault::interrupted, "not all of " + table.source + " was compared");
        more_here = more_here && here.next(1, open);
        more_there = more_there && there.next(-1, open);
    }
    rules::TieResult result;
    result.tie = result.title = result.source_from = table.source;
    result.target_from = table.name;
    result.source_rows = here.all.count();
    result.target_rows = there.all.count();
    result.source_digest = here.all.result().text();
    result.target_digest = there.all.result().text();
    result.keys_proved_by = "no key: rows were counted";
    for (const auto& [digest, surplus] : open) {
        (surplus.times > 0 ? result.missing : result.extra) +=
            static_cast<std::uint64_t>(std::abs(surplus.times));
        tell(table, surplus.times > 0, surplus, findings);
    }
    result.equal = result.source_rows - result.missing;
    return result;
}

}  // namespace tieout::cutover
