/// Which file systems tell us of what happens in them.
enum FileSystemKind {
    /// By the magic number of statfs(2): the file system is shared with other machines, or served by a program, and what
    /// those do to it gives no event here. The list is that of linux/magic.h and of tail(1), which has the same question.
    static func isRemote(magic: Int64) -> Bool { remote.contains(magic & 0xFFFF_FFFF) }

    private static let remote: Set<Int64> = [
        0x6573_5546,  // FUSE
        0x6969,  // NFS
        0x517B,  // SMB
        0xFF53_4D42,  // CIFS
        0xFE53_4D42,  // SMB2
        0x0102_1997,  // 9p
        0x00C3_6400,  // Ceph
        0x5346_414F,  // AFS
        0x6B41_4653,  // AFS of the kernel
        0x7375_7245,  // Coda
        0x564C,  // NCP
        0x0BD0_0BD0,  // Lustre
        0x4750_4653,  // GPFS
        0x0116_1970,  // GFS2
        0x7461_636F,  // OCFS2
        0x2003_0528,  // OrangeFS
        0x1983_0326,  // BeeGFS
        0xAAD7_AAEA,  // PanFS
        0xBACB_ACBC,  // folders shared by VMware
        0x786F_4256,  // by VirtualBox
        0x7C7C_6673,  // by Parallels
        0x00C0_FFEE,  // of the host, in User Mode Linux
    ]
}
