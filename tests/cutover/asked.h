// One probe, asked as `tieout check --integrations` asks it.
#pragma once

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "cutover/probe.h"

namespace tieout::tests {

template <class Kind>
rules::Integration integration(Kind kind, std::chrono::milliseconds within) {
    rules::Integration entry;
    entry.name = "it";
    entry.title = "It";
    entry.kind = "other";
    entry.probe.emplace();
    entry.probe->ask = std::move(kind);
    entry.probe->within = within;
    return entry;
}

template <class Kind>
cutover::Probed asked(Kind kind, std::chrono::milliseconds within = std::chrono::seconds(20),
                      const cutover::ProbeOptions& options = {}) {
    return cutover::run_probes({integration(std::move(kind), within)}, options).front();
}

inline bool works(const cutover::Probed& probed) {
    return probed.result.state == rules::IntegrationState::works;
}
inline bool fails(const cutover::Probed& probed) {
    return probed.result.state == rules::IntegrationState::fails;
}
inline bool not_asked(const cutover::Probed& probed, Fault fault) {
    return probed.result.state == rules::IntegrationState::not_asked && probed.fault == fault;
}
inline bool says(const cutover::Probed& probed, const std::string& part) {
    return probed.result.sentence.find(part) != std::string::npos;
}

// A variable of this process while it lives.
class Variable {
public:
    Variable(std::string name, const std::string& value) : name_(std::move(name)) {
        setenv(name_.c_str(), value.c_str(), 1);
    }
    ~Variable() { unsetenv(name_.c_str()); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    std::string name_;
};

}  // namespace tieout::tests
