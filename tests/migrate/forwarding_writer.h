// A writer that hands everything on to another: to be overridden where a test wants something else.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/write/writer.h"

namespace tieout::tests {

class ForwardingWriter : public db::Writer {
public:
    explicit ForwardingWriter(std::unique_ptr<db::Writer> writer) : writer_(std::move(writer)) {}

    db::Engine engine() const override { return writer_->engine(); }
    const db::Catalogue& catalogue() override { return writer_->catalogue(); }
    void run_script(std::string_view sql) override { writer_->run_script(sql); }
    db::SmallResult query(std::string_view sql,
                          const std::vector<std::optional<std::string>>& parameters) override {
        return writer_->query(sql, parameters);
    }
    std::string recover() override { return writer_->recover(); }
    void empty(const std::vector<std::string>& tables) override { writer_->empty(tables); }
    void set_aside(const std::vector<db::HeldReference>& references) override {
        writer_->set_aside(references);
    }
    void set_aside(const std::vector<db::HeldKey>& keys) override { writer_->set_aside(keys); }
    std::unique_ptr<db::TableLoad> load(const std::string& table,
                                        const std::vector<std::string>& columns) override {
        return writer_->load(table, columns);
    }
    void advance_sequences(const std::string& table) override { writer_->advance_sequences(table); }
    void analyze(const std::string& table) override { writer_->analyze(table); }
    std::string why_not_change(const std::vector<std::string>& tables) override {
        return writer_->why_not_change(tables);
    }
    void hold(const std::vector<std::string>& tables) override { writer_->hold(tables); }
    std::string change(const std::vector<db::TableChanges>& changes) override {
        return writer_->change(changes);
    }
    void commit() override { writer_->commit(); }
    void cancel() noexcept override { writer_->cancel(); }

private:
    std::unique_ptr<db::Writer> writer_;
};

}  // namespace tieout::tests
