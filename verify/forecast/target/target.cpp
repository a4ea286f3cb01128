#include "verify/forecast/target/target.h"

namespace tieout::verify::forecast::target {

Answer ask_target(db::Session& target, const SidePlan& plan, const Terms& terms) {
    Answer answer;
    answer.rows = read_rows(plan, target);
    answer.projection = project(answer.rows, terms);
    return answer;
}

}  // namespace tieout::verify::forecast::target
