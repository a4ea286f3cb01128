#include "migrate/noting_load.h"

#include <utility>

#include "migrate/row_note.h"

namespace tieout::migrate {
namespace {

class NotingLoad : public db::TableLoad {
public:
    NotingLoad(std::unique_ptr<db::TableLoad> load, const db::Table& table,
               const std::vector<std::string>& columns, NotesWriter& notes)
        : load_(std::move(load)), noter_(table, columns), notes_(notes) {
        notes_.begin(table.name, noter_.keys());
    }

    std::vector<db::Refusal> write(const db::RowBatch& batch) override {
        std::vector<db::Refusal> refusals = load_->write(batch);
        if (!refusals.empty()) notes_.refused();
        block_.clear();
        std::size_t next = 0;
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            if (next < refusals.size() && refusals[next].row == row) {
                ++next;
            } else {
                block_ += noter_.note(batch, row);
            }
        }
        notes_.add(batch.rows() - refusals.size(), block_);
        return refusals;
    }

    std::size_t most_rows() const override { return load_->most_rows(); }
    void finish() override { load_->finish(); }

private:
    std::unique_ptr<db::TableLoad> load_;
    RowNoter noter_;
    NotesWriter& notes_;
    std::string block_;
};

}  // namespace

std::unique_ptr<db::TableLoad> noting(std::unique_ptr<db::TableLoad> load, const db::Table& table,
                                      const std::vector<std::string>& columns, NotesWriter& notes) {
    return std::make_unique<NotingLoad>(std::move(load), table, columns, notes);
}

}  // namespace tieout::migrate
