#include "migrate/noting_load.h"

#include <utility>

namespace tieout::migrate {
namespace {

class NotingLoad : public Load {
public:
    NotingLoad(std::unique_ptr<db::TableLoad> load, Noted noted, NotesWriter& notes)
        : load_(std::move(load)), noted_(std::move(noted)), notes_(notes) {
        begin(notes_, noted_);
    }

    std::vector<db::Refusal> write(const db::RowBatch& rows,
                                   const std::vector<Origin>& origins) override {
        std::vector<db::Refusal> refusals = load_->write(rows);
        if (!refusals.empty()) notes_.refused();
        std::size_t next = 0;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (next < refusals.size() && refusals[next].row == row) {
                ++next;
            } else {
                notes_.add(origins[row], noted_.noter.marks(rows, row),
                           noted_.noter.note(rows, row));
            }
        }
        return refusals;
    }

    std::size_t most_rows() const override { return load_->most_rows(); }
    void finish() override { load_->finish(); }
    bool wants_digests() const override { return noted_.stands_alone; }

private:
    std::unique_ptr<db::TableLoad> load_;
    Noted noted_;
    NotesWriter& notes_;
};

}  // namespace

std::unique_ptr<Load> noting(std::unique_ptr<db::TableLoad> load, Noted noted, NotesWriter& notes) {
    return std::make_unique<NotingLoad>(std::move(load), std::move(noted), notes);
}

}  // namespace tieout::migrate
