"""Find what asks for a decision: whose rhythm, tier or trust is to be looked at, and which goals.

Must not word anything, nor write.
"""
