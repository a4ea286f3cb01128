#include "rules/integration_result.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.h"

namespace tieout::rules {
namespace {

constexpr std::array states{"works", "fails", "no probe", "not asked"};

}  // namespace

const char* name(IntegrationState state) {
    return states.at(static_cast<std::size_t>(state));
}

IntegrationState integration_state_of(const std::string& word) {
    const auto found = std::find(states.begin(), states.end(), std::string_view(word));
    if (found == states.end())
        throw Error(Fault::usage, "`" + word + "` is no state of an integration");
    return static_cast<IntegrationState>(found - states.begin());
}

}  // namespace tieout::rules
