#include "migrate/load.h"

#include <utility>

namespace tieout::migrate {
namespace {

class PlainLoad : public Load {
public:
    explicit PlainLoad(std::unique_ptr<db::TableLoad> load) : load_(std::move(load)) {}

    std::size_t most_rows() const override { return load_->most_rows(); }
    std::vector<db::Refusal> write(const db::RowBatch& rows, const std::vector<Origin>&) override {
        return load_->write(rows);
    }
    void finish() override { load_->finish(); }

private:
    std::unique_ptr<db::TableLoad> load_;
};

}  // namespace

std::unique_ptr<Load> plain(std::unique_ptr<db::TableLoad> load) {
    return std::make_unique<PlainLoad>(std::move(load));
}

}  // namespace tieout::migrate
