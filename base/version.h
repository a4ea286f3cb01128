// What `tieout --version` prints and every record carries; CMakeLists.txt's project version, held
// equal by a test.
#pragma once

namespace tieout {

inline constexpr char version[] = "0.1.0";

}  // namespace tieout
