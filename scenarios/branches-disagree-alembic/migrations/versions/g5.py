"""merge again"""
revision = "g5"
down_revision = ("e4", "f4")


def upgrade():
    pass


def downgrade():
    pass
