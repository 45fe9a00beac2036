"""Words and boxes to turns, speakers, roles, interface text and the claim."""
